using System.Diagnostics;
using System.Text;

namespace Psutil.WineTests.Wine;

/// <summary>Runs programs under a deadline.</summary>
internal static class Program
{
    /// <summary>
    /// How it ended (null if not in time, or if its output had the last text that is waited for: then it was killed with its children) and
    /// what it printed.
    /// </summary>
    public static async Task<(int? ExitCode, string Output, string Error)> Run(
        string file,
        IEnumerable<string> arguments,
        TimeSpan deadline,
        IReadOnlyDictionary<string, string>? environment = null,
        string? last = null
    )
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
        StringBuilder output = new();
        StringBuilder error = new();
        using CancellationTokenSource timer = new(deadline);
        Task reading = Task.WhenAll(Read(process.StandardOutput, output, last, timer), Read(process.StandardError, error, last, timer));
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
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(5)));
        return (exitCode, Text(output), Text(error));

        static string Text(StringBuilder text)
        {
            lock (text)
            {
                return text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
            }
        }
    }

    private static async Task Read(StreamReader stream, StringBuilder text, string? last, CancellationTokenSource end)
    {
        char[] buffer = new char[4096];
        bool hasLast = false;
        while (await stream.ReadAsync(buffer) is > 0 and var count)
        {
            lock (text)
            {
                text.Append(buffer, 0, count);
                hasLast = last is not null && text.ToString().Contains(last, StringComparison.Ordinal);
            }

            if (hasLast)
            {
                await end.CancelAsync();
                return;
            }
        }
    }

    /// <summary>Where a program is; null if it is not installed.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Join(folder, name))
            .FirstOrDefault(File.Exists);
}
