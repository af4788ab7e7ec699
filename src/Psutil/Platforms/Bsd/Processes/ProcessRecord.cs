namespace Psutil.Platforms.Bsd;

/// <summary>
/// One process in the kernel's process table, in this library's terms. A value that the system keeps elsewhere or does not report is null.
/// </summary>
internal ref struct ProcessRecord
{
    public int Pid;
    public int ParentPid;
    public int ProcessGroupId;
    public int? SessionId;

    /// <summary>
    /// When it started, in units that a change of the clock does not affect: the identity. Null if the kernel does not report what the
    /// process has used, because the process ends or runs a new program.
    /// </summary>
    public long? StartTime;

    /// <summary>The start time by the current clock; null if out of range.</summary>
    public DateTimeOffset? CreateTime;

    /// <summary>The name, as the kernel cuts it.</summary>
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

    /// <summary>Whether it is a kernel process, which has no program, no arguments and no environment.</summary>
    public bool IsKernel;
}
