namespace Psutil;

/// <summary>
/// The time that one or all CPUs have spent in each mode since the machine started. A mode that this operating system does not tell is
/// null.
/// </summary>
/// <remarks>On Linux <see cref="Guest"/> is contained in <see cref="User"/> and <see cref="GuestNice"/> in <see cref="Nice"/>.</remarks>
public readonly record struct CpuTimes
{
    /// <summary>Running user code. All operating systems.</summary>
    public required TimeSpan User { get; init; }

    /// <summary>Running the kernel. All operating systems; on Windows without interrupts and DPCs.</summary>
    public required TimeSpan System { get; init; }

    /// <summary>Doing nothing. All operating systems.</summary>
    public required TimeSpan Idle { get; init; }

    /// <summary>Running user code of lowered priority. Linux, macOS, BSD.</summary>
    public TimeSpan? Nice { get; init; }

    /// <summary>Doing nothing while a task of this CPU waits for I/O. Linux 2.5.41 and later.</summary>
    public TimeSpan? IOWait { get; init; }

    /// <summary>Serving hardware interrupts. Linux, BSD, Windows.</summary>
    public TimeSpan? Irq { get; init; }

    /// <summary>Serving software interrupts. Linux 2.6.0 and later.</summary>
    public TimeSpan? SoftIrq { get; init; }

    /// <summary>Taken away by the hypervisor for other machines. Linux 2.6.11 and later.</summary>
    public TimeSpan? Steal { get; init; }

    /// <summary>Running a guest of ours; part of <see cref="User"/>. Linux 2.6.24 and later.</summary>
    public TimeSpan? Guest { get; init; }

    /// <summary>Running a guest of ours with lowered priority; part of <see cref="Nice"/>. Linux 2.6.33 and later.</summary>
    public TimeSpan? GuestNice { get; init; }

    /// <summary>Running deferred procedure calls. Windows.</summary>
    public TimeSpan? Dpc { get; init; }

    /// <summary>The sum of all modes, each moment counted once.</summary>
    public TimeSpan Total => new(TotalTicks);

    // Nine numbers of 64 bits fit into 128.
    private long TotalTicks =>
        (long)
            Int128.Clamp(
                (Int128)User.Ticks
                    + System.Ticks
                    + Idle.Ticks
                    + Ticks(Nice)
                    + Ticks(IOWait)
                    + Ticks(Irq)
                    + Ticks(SoftIrq)
                    + Ticks(Steal)
                    + Ticks(Dpc),
                long.MinValue,
                long.MaxValue
            );

    /// <summary>The share of each mode between an earlier sample and this one, in percent.</summary>
    /// <returns>The percentages, each within 0–100; null if no time was counted between the two samples.</returns>
    /// <remarks>
    /// A counter that ran backwards (the kernel's <c>iowait</c> and <c>idle</c> may, by a tick or when a CPU comes online) counts as not
    /// having moved.
    /// </remarks>
    public CpuTimesPercent? PercentSince(CpuTimes earlier)
    {
        long guest = Delta(Guest, earlier.Guest);
        long guestNice = Delta(GuestNice, earlier.GuestNice);

        // What a guest used is in user and nice already: it is shown on its own and taken out there, so that the modes add up to 100.
        long user = Math.Max(0, Delta(User, earlier.User) - guest);
        long nice = Math.Max(0, Delta(Nice, earlier.Nice) - guestNice);
        long system = Delta(System, earlier.System);
        long idle = Delta(Idle, earlier.Idle);
        long ioWait = Delta(IOWait, earlier.IOWait);
        long irq = Delta(Irq, earlier.Irq);
        long softIrq = Delta(SoftIrq, earlier.SoftIrq);
        long steal = Delta(Steal, earlier.Steal);
        long dpc = Delta(Dpc, earlier.Dpc);

        // In floating point, because the sum of times that a broken kernel makes up can be beyond 64 bits.
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

        // Rounding may carry a share a hair above the whole.
        double Share(double part) => Math.Min(100, part * 100 / total);
    }

    private static long Ticks(TimeSpan? time) => time.GetValueOrDefault().Ticks;

    private static long Delta(TimeSpan? later, TimeSpan? earlier) => Math.Max(0, Ticks(later) - Ticks(earlier));
}
