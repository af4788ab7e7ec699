using System.Diagnostics;

namespace Psutil.KernelTests;

/// <summary>Lines for bash: what changes the machine has no calls in .NET.</summary>
internal static class Shell
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What the line prints. The test fails if it does.</summary>
    public static string Run(string line)
    {
        (int exitCode, string output) = Execute(line);
        Assert.True(exitCode == 0, $"{line}: ended with {exitCode}: {output}");
        return output.Trim();
    }

    public static bool Succeeds(string line) => Execute(line).ExitCode == 0;

    private static (int ExitCode, string Output) Execute(string line)
    {
        using Process process = Process.Start(
            new ProcessStartInfo("/bin/bash", ["-c", $"exec 2>&1; {line}"]) { RedirectStandardOutput = true, RedirectStandardInput = true }
        )!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{line}: did not end");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult());
    }
}
