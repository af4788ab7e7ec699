using System.Diagnostics;
using System.Text;

namespace Psutil.HostileTests.Workers;

/// <summary>
/// This executable once more, in a process of its own: what it counts and measures is disturbed by no other test. It ends with this
/// process, whose end closes its input.
/// </summary>
internal static class Worker
{
    public const string Switch = "--worker";

    private const int MostNumbers = 8;

    private static readonly TimeSpan PatienceForOutput = TimeSpan.FromMinutes(1);

    /// <summary>Runs a worker, prints what it writes, and fails unless it succeeds within the deadline.</summary>
    public static string Run(string name, TimeSpan deadline, params string[] arguments) =>
        RunFrom(AppContext.BaseDirectory, name, deadline, arguments);

    /// <summary>The same of a copy of this executable's folder.</summary>
    public static string RunFrom(string folder, string name, TimeSpan deadline, params string[] arguments) =>
        Run(PathIn(folder), name, deadline, arguments);

    /// <summary>The same, started by another program.</summary>
    public static string RunIn(string starter, string[] starterArguments, string name, TimeSpan deadline, params string[] arguments) =>
        Run(starter, name, deadline, arguments, [.. starterArguments, PathIn(AppContext.BaseDirectory)]);

    /// <summary>Starts a worker that the caller ends.</summary>
    public static Process Start(string name) =>
        Process.Start(
            new ProcessStartInfo(PathIn(AppContext.BaseDirectory), [Switch, name])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;

    private static string PathIn(string folder) => Path.Join(folder, "Psutil.HostileTests");

    private static string Run(string program, string name, TimeSpan deadline, string[] arguments, string[]? before = null)
    {
        ProcessStartInfo start = new(program, [.. before ?? [], Switch, name, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        StringBuilder output = new();
        StringBuilder errors = new();
        Task copies = Task.WhenAll(CopyAsync(process.StandardOutput, output), CopyAsync(process.StandardError, errors));
        bool ended = process.WaitForExit(deadline);
        if (!ended)
        {
            process.Kill();
        }

        process.WaitForExit();

        // Children of a worker that was ended can hold its output open for long.
        copies.Wait(PatienceForOutput);
        string text = TextOf(output) + TextOf(errors);
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        Publish($"{name} {string.Join(' ', arguments)}", text);
        Assert.True(ended, $"The worker '{name}' did not end within {deadline}:\n{text}");
        Assert.True(process.ExitCode == 0, $"The worker '{name}' ended with {process.ExitCode}:\n{text}");
        return text;
    }

    private static async Task CopyAsync(StreamReader reader, StringBuilder text)
    {
        char[] buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is > 0 and { } count)
        {
            lock (text)
            {
                text.Append(buffer, 0, count);
            }
        }
    }

    private static string TextOf(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    /// <summary>Appends a worker's last lines to the file of numbers, if one is wanted: CI prints it.</summary>
    private static void Publish(string title, string text)
    {
        if (Environment.GetEnvironmentVariable("PSUTIL_HOSTILE_NUMBERS") is { Length: > 0 } path)
        {
            string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            File.AppendAllLines(path, [$"{title}:", .. lines.TakeLast(MostNumbers).Select(line => $"    {line}")]);
        }
    }
}
