namespace Psutil;

/// <summary>
/// The time that one or all CPUs have spent in each mode since the machine started. A mode is null if the operating system does not count
/// it, or if its counter is out of range, as kernels and containers report it now and then (an idle time near 2^63, a negative steal time).
/// </summary>
/// <remarks>On Linux <see cref="User"/> includes <see cref="Guest"/>, and <see cref="Nice"/> includes <see cref="GuestNice"/>.</remarks>
public readonly record struct CpuTimes
{
    /// <summary>Running user code. All operating systems.</summary>
    public TimeSpan? User { get; init; }

    /// <summary>Running the kernel. All operating systems; on Windows without interrupts and DPCs.</summary>
    public TimeSpan? System { get; init; }

    /// <summary>Doing nothing. All operating systems.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>Running user code with lowered priority. Linux, macOS, BSD.</summary>
    public TimeSpan? Nice { get; init; }

    /// <summary>Doing nothing while a task of this CPU waits for I/O. Linux 2.5.41 and later.</summary>
    public TimeSpan? IOWait { get; init; }

    /// <summary>Serving hardware interrupts. Linux, BSD, Windows.</summary>
    public TimeSpan? Irq { get; init; }

    /// <summary>Serving software interrupts. Linux 2.6.0 and later.</summary>
    public TimeSpan? SoftIrq { get; init; }

    /// <summary>Time that the hypervisor gave to other machines. Linux 2.6.11 and later.</summary>
    public TimeSpan? Steal { get; init; }

    /// <summary>Running a virtual machine's guest; part of <see cref="User"/>. Linux 2.6.24 and later.</summary>
    public TimeSpan? Guest { get; init; }

    /// <summary>Running a virtual machine's guest with lowered priority; part of <see cref="Nice"/>. Linux 2.6.33 and later.</summary>
    public TimeSpan? GuestNice { get; init; }

    /// <summary>Running deferred procedure calls. Windows.</summary>
    public TimeSpan? Dpc { get; init; }

    /// <summary>
    /// The sum of all modes. Time that is part of two modes is counted once. Null if <see cref="User"/>, <see cref="System"/> or
    /// <see cref="Idle"/> is, because every system has these.
    /// </summary>
    public TimeSpan? Total => HasTotal ? new TimeSpan(TotalTicks) : null;

    private bool HasTotal => User is not null && System is not null && Idle is not null;

    // The sum of nine 64-bit numbers fits into 128 bits.
    private long TotalTicks =>
        (long)
            Int128.Clamp(
                (Int128)Ticks(User)
                    + Ticks(System)
                    + Ticks(Idle)
                    + Ticks(Nice)
                    + Ticks(IOWait)
                    + Ticks(Irq)
                    + Ticks(SoftIrq)
                    + Ticks(Steal)
                    + Ticks(Dpc),
                long.MinValue,
                long.MaxValue
            );

    /// <summary>The share of each mode between an earlier sample and this one, in percent (0–100).</summary>
    /// <returns>The percentages, each within 0–100; null if no time was counted between the two samples, or if the <see cref="Total"/> of
    /// one is unknown.</returns>
    /// <remarks>
    /// A counter that ran backwards counts as unchanged. On Linux <c>iowait</c> and <c>idle</c> can do so, by a tick or when a CPU comes
    /// online.
    /// </remarks>
    public CpuTimesPercent? PercentSince(CpuTimes earlier)
    {
        if (!HasTotal || !earlier.HasTotal)
        {
            return null;
        }

        long guest = Delta(Guest, earlier.Guest);
        long guestNice = Delta(GuestNice, earlier.GuestNice);

        // User and nice include the guests' time. It is subtracted there, so that the modes add up to 100.
        long user = Math.Max(0, Delta(User, earlier.User) - guest);
        long nice = Math.Max(0, Delta(Nice, earlier.Nice) - guestNice);
        long system = Delta(System, earlier.System);
        long idle = Delta(Idle, earlier.Idle);
        long ioWait = Delta(IOWait, earlier.IOWait);
        long irq = Delta(Irq, earlier.Irq);
        long softIrq = Delta(SoftIrq, earlier.SoftIrq);
        long steal = Delta(Steal, earlier.Steal);
        long dpc = Delta(Dpc, earlier.Dpc);

        // In floating point, because the sum of a broken kernel's times can exceed 64 bits.
        double busy = (double)user + nice + system + irq + softIrq + steal + dpc + guest + guestNice;
        double total = busy + idle + ioWait;
        if (total == 0)
        {
            return null;
        }

        return new CpuTimesPercent
        {
            Busy = Share(busy),
            User = Share(user),
            System = Share(system),
            Idle = Share(idle),
            Nice = Nice is null ? null : Share(nice),
            IOWait = IOWait is null ? null : Share(ioWait),
            Irq = Irq is null ? null : Share(irq),
            SoftIrq = SoftIrq is null ? null : Share(softIrq),
            Steal = Steal is null ? null : Share(steal),
            Guest = Guest is null ? null : Share(guest),
            GuestNice = GuestNice is null ? null : Share(guestNice),
            Dpc = Dpc is null ? null : Share(dpc),
        };

        // Rounding can bring a share slightly above the whole.
        double Share(double part) => Math.Min(100, part * 100 / total);
    }

    private static long Ticks(TimeSpan? time) => time.GetValueOrDefault().Ticks;

    private static long Delta(TimeSpan? later, TimeSpan? earlier) => Math.Max(0, Ticks(later) - Ticks(earlier));
}
