namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>SYSTEM_PROCESS_INFORMATION</c>: one process of the table. Its threads and its name follow it.</summary>
internal struct SystemProcessInformation
{
    /// <summary>From this entry to the next, in bytes; 0 in the last.</summary>
    public uint NextEntryOffset;
    public uint NumberOfThreads;
    public ulong WorkingSetPrivateSize;
    public uint HardFaultCount;
    public uint NumberOfThreadsHighWatermark;
    public ulong CycleTime;

    /// <summary>A FILETIME, as the next two are spans of 100 ns.</summary>
    public long CreateTime;
    public long UserTime;
    public long KernelTime;
    public UnicodeString ImageName;
    public int BasePriority;
    public nuint UniqueProcessId;
    public nuint InheritedFromUniqueProcessId;
    public uint HandleCount;
    public uint SessionId;
    public nuint UniqueProcessKey;
    public VirtualMemoryCounters Memory;
    public IOCounters IO;
}
