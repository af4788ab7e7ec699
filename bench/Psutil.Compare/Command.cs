using System.ComponentModel;
using System.Diagnostics;

namespace Psutil.Compare;

/// <summary>A program with its arguments.</summary>
internal sealed record Command(string File, params IReadOnlyList<string> Arguments)
{
    /// <summary>Variables that differ from ours.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public string? WorkingDirectory { get; init; }

    /// <summary>The same with more arguments.</summary>
    public Command With(params IEnumerable<string> more) => this with { Arguments = [.. Arguments, .. more] };

    /// <summary>The same command as another's arguments.</summary>
    public Command Under(Command outer) =>
        outer.With([File, .. Arguments]) with
        {
            Environment = Environment,
            WorkingDirectory = WorkingDirectory,
        };

    /// <summary>Starts it with its input and output in our hands; null if there is no such program.</summary>
    public Process? Start()
    {
        ProcessStartInfo start = new(File, Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = WorkingDirectory ?? "",
        };
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Runs it to its end and gives its output; null if it failed or does not exist.</summary>
    public string? TryRun()
    {
        using Process? process = Start();
        if (process is null)
        {
            return null;
        }

        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : null;
    }

    /// <summary>Runs it to its end and gives its output.</summary>
    public string Run() => TryRun() ?? throw new ComparisonException($"failed: {this}");

    public override string ToString() => string.Join(' ', [File, .. Arguments]);
}
