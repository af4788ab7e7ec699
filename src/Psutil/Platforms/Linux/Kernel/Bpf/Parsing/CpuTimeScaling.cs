namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// User and system time as <c>/proc</c> shows them (kernel/sched/cputime.c, cputime_adjust): the scheduler's exact run time, divided in
/// proportion to the timer's ticks, and never less than the values shown before.
/// </summary>
internal static class CpuTimeScaling
{
    /// <summary>The times to show, in the unit of the arguments.</summary>
    /// <param name="user">User time by the timer's ticks.</param>
    /// <param name="system">System time by the timer's ticks.</param>
    /// <param name="run">Run time by the scheduler.</param>
    /// <param name="last">The times shown last.</param>
    public static (ulong User, ulong System) Scale(ulong user, ulong system, ulong run, (ulong User, ulong System) last)
    {
        if (last.User + last.System >= run)
        {
            return last;
        }

        ulong scaled =
            system == 0 ? 0
            : user == 0 ? run
            : Divide(system, run, (UInt128)system + user);
        scaled = Math.Max(scaled, last.System);
        ulong rest = run - scaled;
        return rest < last.User ? (last.User, run - last.User) : (rest, scaled);
    }

    // The fast path, if 64 bits are enough: for a run time of up to some seconds.
    private static ulong Divide(ulong system, ulong run, UInt128 ticks) =>
        (system | run) <= uint.MaxValue ? system * run / (ulong)ticks : (ulong)((UInt128)system * run / ticks);
}
