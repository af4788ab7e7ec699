namespace Psutil;

/// <summary>Identifies a process among all processes that ever had its PID: the PID and the kernel's start time.</summary>
/// <param name="Pid">The process ID.</param>
/// <param name="StartTime">When the process started, in the kernel's units, which a change of the clock does not affect (Linux: clock ticks
/// since the machine started); null if unknown.</param>
public readonly record struct ProcessIdentity(int Pid, long? StartTime);
