using System.ComponentModel;
using System.Diagnostics;

namespace Psutil.LinuxTests.Oracle;

/// <summary>Runs a program that knows the truth.</summary>
internal static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>What it printed. The test is skipped if the program is not installed, and fails if the program does.</summary>
    public static string Run(string file, params string[] arguments)
    {
        (int exitCode, string output, string error) = TryRun(file, arguments);
        Assert.True(exitCode == 0, $"{file} {string.Join(' ', arguments)} ended with {exitCode}: {error}");
        return output;
    }

    /// <summary>How it ended and what it printed. The test is skipped if the program is not installed.</summary>
    public static (int ExitCode, string Output, string Error) TryRun(string file, params string[] arguments) =>
        TryRun(Patience, file, arguments);

    /// <inheritdoc cref="TryRun(string, string[])"/>
    public static (int ExitCode, string Output, string Error) TryRun(TimeSpan patience, string file, params string[] arguments)
    {
        ProcessStartInfo start = new(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C.UTF-8", ["LANG"] = "C.UTF-8" },
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(patience))
            {
                process.Kill();
                Assert.Fail($"{file} did not end.");
            }

            return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        }
        catch (Win32Exception exception)
        {
            Assert.Skip($"{file} cannot be run here: {exception.Message}");
            throw;
        }
    }
}
