using System.Diagnostics;

namespace Psutil.WineTests.Wine;

/// <summary>Runs programs under a deadline.</summary>
internal static class Program
{
    /// <summary>How it ended (null if not in time: then it was killed with its children) and what it printed.</summary>
    public static async Task<(int? ExitCode, string Output, string Error)> Run(
        string file, IEnumerable<string> arguments, TimeSpan deadline, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource timer = new(deadline);
        int? exitCode = null;
        try
        {
            await process.WaitForExitAsync(timer.Token);
            exitCode = process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        // Who inherited the streams may keep them open: what there is must do.
        string[] text = await Task.WhenAny(Task.WhenAll(output, error), Task.Delay(TimeSpan.FromSeconds(5))) is Task<string[]> both ? await both : ["", "(it left its streams open)"];
        return (exitCode, text[0].Replace("\r\n", "\n", StringComparison.Ordinal), text[1].Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    /// <summary>Where a program is; null if it is not installed.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Join(folder, name)).FirstOrDefault(File.Exists);
}
