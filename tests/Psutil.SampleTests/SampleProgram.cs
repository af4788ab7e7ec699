using System.Diagnostics;

namespace Psutil.SampleTests;

/// <summary>
/// A sample that runs as its user would run it. Ends when disposed, or when the test run ends, with everything that it started.
/// </summary>
internal sealed class SampleProgram : IDisposable
{
    /// <summary>How long anything that is bound to happen is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private SampleProgram(ChildProcess process) => Process = process;

    public ChildProcess Process { get; }

    /// <summary>Starts a sample, or another program that runs one.</summary>
    public static SampleProgram Start(string name, params string[] arguments) =>
        new(
            Machine.Local.Processes.Start(
                new ProcessStartInfo(name, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true },
                new StartOptions
                {
                    OnDispose = ChildDisposal.KillTree,
                    TrackTree = true,
                    DieWithParent = Machine.Local.Processes.StartFeatures.HasFlag(StartFeatures.DieWithParent),
                }
            )
        );

    /// <summary>The program of a sample, which the build puts beside the tests.</summary>
    public static string PathOf(string sample)
    {
        string path = Path.Join(AppContext.BaseDirectory, sample);
        return File.Exists(path) ? path : path + ".exe";
    }

    /// <summary>How a sample ends and what it prints.</summary>
    public static (int? ExitCode, string Output) Run(string sample, params string[] arguments)
    {
        using SampleProgram program = Start(PathOf(sample), arguments);
        Task<string> output = program.Process.StandardOutput!.ReadToEndAsync();
        Assert.True(output.Wait(Patience), $"{sample} does not end.");
        return (program.Process.Wait(Patience), output.Result);
    }

    /// <summary>The next line that it prints.</summary>
    public string ReadLine()
    {
        Task<string?> line = Process.StandardOutput!.ReadLineAsync();
        Assert.True(line.Wait(Patience), "The program says nothing.");
        return line.Result ?? throw new InvalidOperationException("The program has ended.");
    }

    /// <summary>Waits until a condition holds, and fails if it does not in time.</summary>
    public static void Until(Func<bool> condition, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"Waited in vain: {what}");
            Thread.Sleep(10);
        }
    }

    public void Dispose() => Process.Dispose();
}
