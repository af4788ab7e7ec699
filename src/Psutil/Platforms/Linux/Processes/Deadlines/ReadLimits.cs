namespace Psutil.Platforms.Linux;

/// <summary>How long reads of processes may wait in the kernel.</summary>
/// <param name="OfProcess">For each process; null for no limit.</param>
/// <param name="OfWalk">For all processes of a walk together; null for no limit.</param>
internal readonly record struct ReadLimits(TimeSpan? OfProcess, TimeSpan? OfWalk)
{
    // So often in the shorter limit is it looked whether a read waits; but not so often that it costs anything.
    private const int LooksInALimit = 8;
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan UsualOfProcess = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan UsualOfWalk = TimeSpan.FromSeconds(2);

    public ReadLimits(MachineOptions options)
        : this(TimeLimit.Check(options.ProcessReadTimeout, UsualOfProcess), TimeLimit.Check(options.ProcessWalkTimeout, UsualOfWalk)) { }

    /// <summary>Whether a read that waits is ever given up.</summary>
    public bool Exist => OfProcess is not null || OfWalk is not null;

    /// <summary>How often to look whether a read waits.</summary>
    public TimeSpan Interval
    {
        get
        {
            TimeSpan shorter = TimeSpan.FromTicks(Math.Min((OfProcess ?? TimeSpan.MaxValue).Ticks, (OfWalk ?? TimeSpan.MaxValue).Ticks));
            TimeSpan interval = shorter / LooksInALimit;
            return interval > LongestInterval ? LongestInterval
                : interval < ShortestInterval ? ShortestInterval
                : interval;
        }
    }
}
