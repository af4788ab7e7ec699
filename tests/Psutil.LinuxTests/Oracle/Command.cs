using System.ComponentModel;
using System.Diagnostics;

namespace Psutil.LinuxTests.Oracle;

/// <summary>Runs another program to hear its opinion.</summary>
internal static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What the program prints; the test is skipped if it is not installed.</summary>
    public static string Run(string file, params string[] arguments)
    {
        (int exitCode, string output, string error) = TryRun(file, arguments);
        Assert.True(exitCode == 0, $"{file} {string.Join(' ', arguments)} ended with {exitCode}: {error}");
        return output;
    }

    /// <summary>The exit code and what the program prints; the test is skipped if it is not installed.</summary>
    public static (int ExitCode, string Output, string Error) TryRun(string file, params string[] arguments)
    {
        ProcessStartInfo start = new(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        Process? started = null;
        try
        {
            started = Process.Start(start);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{file} is not installed");
        }

        using Process process = started!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            Assert.Fail($"{file} did not end within {Patience}");
        }

        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
