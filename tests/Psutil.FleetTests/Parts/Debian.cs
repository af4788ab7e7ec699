using System.Diagnostics;

namespace Psutil.FleetTests.Parts;

/// <summary>The programs of Debian that the tests need.</summary>
internal static class Debian
{
    /// <summary>The path of a program; null if it is not installed.</summary>
    public static string? Find(string program) =>
        new[] { "/usr/bin", "/usr/local/bin", "/bin" }.Select(folder => Path.Join(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>The path of a program; skips the test if it is not installed.</summary>
    public static string Require(string program, string package)
    {
        string? path = Find(program);
        Assert.SkipWhen(path is null, $"{program} is not installed (Debian's package {package})");
        return path;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">Its standard input.</param>
    /// <returns>Its exit code, and all that it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(string path, IEnumerable<string> arguments, string input = "")
    {
        ProcessStartInfo start = new(path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), deadline.Token);
            process.StandardInput.Close();
            string all = await output + await errors;
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, all);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }
}
