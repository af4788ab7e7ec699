namespace Psutil.Platforms.Bsd;

/// <summary>
/// One process in the kernel's process table, in this library's terms. A part that the system keeps elsewhere, or does not report, is null.
/// </summary>
internal ref struct ProcessRecord
{
    public int Pid;
    public int ParentPid;
    public int ProcessGroupId;
    public int? SessionId;

    /// <summary>The start in units that a change of the clock does not move: what makes the identity.</summary>
    public long StartTime;

    /// <summary>The start by the present clock; null if the kernel gives one that cannot be.</summary>
    public DateTimeOffset? CreateTime;

    /// <summary>The name, cut where the kernel cuts it.</summary>
    public ReadOnlySpan<byte> Name;

    public ProcessStatus? Status;
    public CredentialIds UserIds;
    public CredentialIds GroupIds;

    /// <summary>The controlling terminal's device number; null if it has none.</summary>
    public ulong? Terminal;

    public int Nice;
    public ProcessCpuTimes? CpuTimes;
    public ProcessMemory? Memory;
    public int? ThreadCount;
    public ProcessContextSwitches? ContextSwitches;
    public ProcessPageFaults? PageFaults;
    public ProcessIOCounters? IOCounters;
    public int? CpuNumber;

    /// <summary>A part of the kernel: no program, no arguments, no environment.</summary>
    public bool IsKernel;
}
