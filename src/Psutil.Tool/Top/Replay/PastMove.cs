namespace Psutil.Tool.Top.Replay;

/// <summary>A way to another moment of a recording.</summary>
internal abstract record PastMove
{
    /// <summary>To the last sample that is not after a time.</summary>
    public sealed record To(DateTimeOffset Time) : PastMove;

    /// <summary>So many samples on, or back.</summary>
    public sealed record Step(int Count) : PastMove;

    /// <summary>By a time on, or back.</summary>
    public sealed record By(TimeSpan Time) : PastMove;

    /// <summary>On by a time, as the samples follow each other.</summary>
    public sealed record Play(TimeSpan Time) : PastMove;

    /// <summary>Nowhere: the same sample is read again, for what is shown of it now.</summary>
    public sealed record Stay : PastMove;

    /// <summary>To the sample at which a process is gone.</summary>
    public sealed record ToExit(ProcessIdentity Process, string Title) : PastMove;

    /// <summary>One move for this one, which was not begun, and another that was asked for since.</summary>
    public PastMove Then(PastMove next) =>
        (this, next) switch
        {
            (Step first, Step second) => new Step(first.Count + second.Count),
            (By first, By second) => new By(first.Time + second.Time),
            (_, Stay) => this,
            _ => next,
        };
}
