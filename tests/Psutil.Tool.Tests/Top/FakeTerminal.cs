using System.Diagnostics;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Tests.Top;

/// <summary>
/// A terminal whose user follows a script: each step waits until the screen shows something, then does something. The test fails if that
/// never happens.
/// </summary>
internal sealed class FakeTerminal(int width, int height) : ITopTerminal
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Queue<(Func<FakeTerminal, bool> Condition, string Expected, Func<FakeTerminal, TerminalEvents> Act)> _script = new();
    private readonly Stopwatch _waited = Stopwatch.StartNew();
    private readonly ManualResetEventSlim _wake = new();
    private FakeScreen _screen = new(width, height);

    public (int Width, int Height) Size { get; private set; } = (width, height);

    public int SuspendCount { get; private set; }

    /// <summary>Whether the system suspends programs.</summary>
    public bool CanSuspend { get; init; } = true;

    public int ResumeCount { get; private set; }

    public string Text => string.Join('\n', Enumerable.Range(0, Size.Height).Select(_screen.Line));

    /// <summary>When the screen shows a text, keys are struck.</summary>
    public FakeTerminal When(string text, string keys) =>
        Then(screen => screen.Text.Contains(text, StringComparison.Ordinal), text, _ => new TerminalEvents([.. TopFixture.Keys(keys)]));

    /// <summary>When a condition holds, something happens.</summary>
    public FakeTerminal Then(Func<FakeTerminal, bool> condition, string expected, Func<FakeTerminal, TerminalEvents> act)
    {
        _script.Enqueue((condition, expected, act));
        return this;
    }

    public FakeTerminal WhenResized(string text, int width, int height) =>
        Then(
            screen => screen.Text.Contains(text, StringComparison.Ordinal),
            text,
            terminal =>
            {
                terminal.Size = (width, height);
                terminal._screen = new FakeScreen(width, height);
                return new TerminalEvents([], IsResized: true);
            }
        );

    public TerminalEvents Wait(TimeSpan timeout)
    {
        if (
            _script.TryPeek(out (Func<FakeTerminal, bool> Condition, string Expected, Func<FakeTerminal, TerminalEvents> Act) step)
            && step.Condition(this)
        )
        {
            _script.Dequeue();
            _waited.Restart();
            return step.Act(this);
        }

        Assert.True(_waited.Elapsed < Patience, $"the screen never showed '{step.Expected}':\n{Text}");
        _wake.Wait(
            timeout < TimeSpan.FromMilliseconds(50) ? timeout : TimeSpan.FromMilliseconds(50),
            TestContext.Current.CancellationToken
        );
        _wake.Reset();
        return TerminalEvents.None;
    }

    public void Wake() => _wake.Set();

    public void Write(string text) => _screen.Write(text);

    public bool Suspend()
    {
        SuspendCount++;
        _screen = new FakeScreen(Size.Width, Size.Height);
        return CanSuspend;
    }

    public void Resume() => ResumeCount++;

    public void Dispose() => _wake.Dispose();
}
