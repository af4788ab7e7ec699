namespace Psutil;

/// <summary>What tells one process from every other that ever had its PID: the PID and the kernel's start time.</summary>
/// <param name="Pid">The process's number.</param>
/// <param name="StartTime"> When it started, in the kernel's own units, which no change of the clock moves (Linux: clock ticks after the
/// machine's start); null where the operating system does not tell.
/// </param>
public readonly record struct ProcessIdentity(int Pid, long? StartTime);
