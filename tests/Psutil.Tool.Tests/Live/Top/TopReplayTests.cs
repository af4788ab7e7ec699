using System.Diagnostics;
using Psutil.Recording;

namespace Psutil.Tool.Tests.Live;

/// <summary>The full screen over a real recording of this machine, in a real terminal.</summary>
public sealed class TopReplayTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _root = Directory.CreateTempSubdirectory("psutil-replay-").FullName;

    public TopReplayTests() => Assert.SkipWhen(TmuxTerminal.WhyNot is not null, TmuxTerminal.WhyNot ?? "");

    private string Place => Path.Join(_root, "history");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task ThePastIsSteppedThroughAndLeft()
    {
        await Record(samples: 3);
        await using TmuxTerminal terminal = await TopPane.Start(width: 200);
        string mode = await terminal.Mode();
        await terminal.Line($"{TopPane.Command} --replay --dir {Place}");
        await terminal.WaitFor(screen => IsPast(screen) && screen.Contains("COMMAND", StringComparison.Ordinal), "the last sample");
        await terminal.Keys(",");
        await terminal.Keys("k");
        await terminal.WaitFor("this is the past, in which nothing can be changed");
        await terminal.Keys("z");
        await terminal.WaitFor("of the hour");
        await terminal.Keys("j");
        await terminal.WaitFor("Show: _");
        await terminal.Bytes("2001-01-01");
        await terminal.Keys("Enter");
        await terminal.WaitFor("the recording begins at ");
        await terminal.Keys(",");
        await terminal.WaitFor("this is the first sample");
        await terminal.Keys("L");
        await terminal.WaitFor(screen => !IsPast(screen) && screen.Contains("COMMAND", StringComparison.Ordinal), "the present");
        await terminal.Keys("b");
        await terminal.WaitFor(IsPast, "the past again");
        await terminal.Keys("q");
        await TopPane.AssertClean(terminal, mode, exitCode: 0);
    }

    [Fact]
    public async Task WhatCannotBeShownIsSaidAndTheTerminalLeftAlone()
    {
        await Record(samples: 1);
        await using TmuxTerminal terminal = await TopPane.Start(width: 200);
        await terminal.Line($"{TopPane.Command} --replay noon --dir {Place}");
        await terminal.WaitFor("'noon' is not a time for --replay: give 03:12");
        await terminal.Line($"{TopPane.Command} --replay 2001-01-01 --dir {Place}");
        await terminal.WaitFor("begins at ");
        await terminal.Line($"{TopPane.Command} --replay --dir {_root}");
        await terminal.WaitFor("holds no recording");
        string segment = Assert.Single(Directory.GetFiles(Place, "*.psr"));
        await File.WriteAllTextAsync(segment, "this is no segment of a recording", TestContext.Current.CancellationToken);
        await terminal.Line($"{TopPane.Command} --replay --dir {Place}");
        await terminal.WaitFor("can be read");
        Assert.Equal(TopPane.Idle, await terminal.State());
    }

    private static bool IsPast(string screen) => screen.Contains("PAST ", StringComparison.Ordinal);

    private async Task Record(int samples)
    {
        using Process recorder = Executable.Start(Executable.Psutil, ["record", "--dir", Place, "--every", "0.1"]);
        try
        {
            Stopwatch waited = Stopwatch.StartNew();
            while (Count() < samples)
            {
                Assert.True(waited.Elapsed < Patience, "No sample came.");
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
        finally
        {
            recorder.Kill();
            await recorder.WaitForExitAsync(CancellationToken.None);
        }
    }

    private int Count()
    {
        try
        {
            return Recording.Recording.Open(Place).ReadLoad(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Count();
        }
        catch (RecordingException)
        {
            return 0;
        }
    }
}
