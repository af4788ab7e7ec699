using System.Diagnostics;

namespace Psutil.Testing;

/// <summary>
/// A copy of a program that can be started at once. Another process writes it: a child that some other test starts meanwhile would inherit a
/// descriptor that is open for writing, and the kernel runs no program that somebody may write (ETXTBSY).
/// </summary>
internal static class ProgramCopy
{
    public static void Create(string program, string path)
    {
        using Process copy = Process.Start("cp", ["--", program, path]);
        Assert.True(copy.WaitForExit(TimeSpan.FromSeconds(60)), "cp does not end");
        Assert.Equal(0, copy.ExitCode);
    }
}
