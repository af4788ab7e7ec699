using System.ComponentModel;
using System.Diagnostics;

namespace Psutil.LinuxTests.Oracle;

/// <summary>Another program, run for what it says about the same machine.</summary>
internal static class Command
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>What a program writes to its standard output. The test is skipped if there is no such program, and fails if the program does.</summary>
    public static string Run(string file, params string[] args)
    {
        ProcessStartInfo start = new(file, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        System.Diagnostics.Process process;
        try
        {
            process = System.Diagnostics.Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"there is no {file} here");
            throw;
        }

        using (process)
        {
            Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = process.StandardOutput.ReadToEnd();
            Assert.True(process.WaitForExit(Limit), $"{file} did not end");
            Assert.True(process.ExitCode == 0, $"{file} {string.Join(' ', args)} ended with {process.ExitCode}: {error.GetAwaiter().GetResult()}");
            return output;
        }
    }
}
