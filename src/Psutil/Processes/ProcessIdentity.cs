namespace Psutil;

/// <summary>Identifies a process among all processes that ever had its PID: the PID and the kernel's start time.</summary>
/// <param name="Pid">The process ID.</param>
/// <param name="StartTime">When the process started, in the kernel's units, which a change of the clock does not affect (Linux: clock ticks
/// since the machine started); null if unknown.</param>
public readonly record struct ProcessIdentity(int Pid, long? StartTime)
{
    /// <summary>
    /// Whether what was found under the PID now is this process: it started at the same time, or its start time is no longer reported
    /// (OpenBSD and NetBSD, of a process that ends). A process whose start time was not reported never has one later.
    /// </summary>
    internal bool IsSameAs(ProcessIdentity now) => Pid == now.Pid && (now.StartTime is null || now.StartTime == StartTime);
}
