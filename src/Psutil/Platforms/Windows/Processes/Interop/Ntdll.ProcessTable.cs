namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Ntdll
{
    // SYSTEM_INFORMATION_CLASS.
    public const int SystemProcessClass = 5;
    private const int SystemProcessIdClass = 88;

    /// <summary>The path of a process's program, by its PID.</summary>
    public static int QueryImageName(int pid, Span<char> name, out int length)
    {
        fixed (char* buffer = name)
        {
            int bytes = Math.Min(name.Length * sizeof(char), ushort.MaxValue - 1);
            SystemProcessId request = new()
            {
                ProcessId = (nuint)pid,
                ImageName = new UnicodeString { MaximumLength = (ushort)bytes, Buffer = (nuint)buffer },
            };
            int status = NtQuerySystemInformation(SystemProcessIdClass, &request, (uint)sizeof(SystemProcessId), null);
            length = NtStatus.Failed(status) ? 0 : request.LengthWithin(name.Length);
            return status;
        }
    }
}

/// <summary><c>SYSTEM_PROCESS_ID_INFORMATION</c>: a query for a program's path by PID, which needs no handle.</summary>
internal struct SystemProcessId
{
    public nuint ProcessId;
    public UnicodeString ImageName;

    /// <summary>The number of characters of the answer in a buffer; 0 if there is no path (kernel processes).</summary>
    public readonly int LengthWithin(int room) => ImageName.Buffer == 0 ? 0 : Math.Min(ImageName.Length / sizeof(char), room);
}

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

    /// <summary>A FILETIME; the next two are spans in 100 ns.</summary>
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

/// <summary><c>SYSTEM_THREAD_INFORMATION</c>: one thread of the process table.</summary>
internal struct SystemThreadInformation
{
    // KTHREAD_STATE and KWAIT_REASON, of the Windows Driver Kit.
    public const uint StateInitialized = 0;
    public const uint StateReady = 1;
    public const uint StateRunning = 2;
    public const uint StateStandby = 3;
    public const uint StateTerminated = 4;
    public const uint StateWaiting = 5;
    public const uint StateDeferredReady = 7;
    public const uint WaitReasonSuspended = 5;

    public long KernelTime;
    public long UserTime;
    public long CreateTime;
    public uint WaitTime;
    public nuint StartAddress;
    public nuint UniqueProcess;
    public nuint UniqueThread;
    public int Priority;
    public int BasePriority;
    public uint ContextSwitches;
    public uint ThreadState;
    public uint WaitReason;
}

/// <summary><c>VM_COUNTERS_EX</c>, which is also a part of <c>SYSTEM_PROCESS_INFORMATION</c>. In bytes.</summary>
internal struct VirtualMemoryCounters
{
    public nuint PeakVirtualSize;
    public nuint VirtualSize;
    public uint PageFaultCount;
    public nuint PeakWorkingSetSize;
    public nuint WorkingSetSize;
    public nuint QuotaPeakPagedPoolUsage;
    public nuint QuotaPagedPoolUsage;
    public nuint QuotaPeakNonPagedPoolUsage;
    public nuint QuotaNonPagedPoolUsage;
    public nuint PagefileUsage;
    public nuint PeakPagefileUsage;
    public nuint PrivateUsage;
}

/// <summary><c>IO_COUNTERS</c>.</summary>
internal struct IOCounters
{
    public ulong ReadOperationCount;
    public ulong WriteOperationCount;
    public ulong OtherOperationCount;
    public ulong ReadTransferCount;
    public ulong WriteTransferCount;
    public ulong OtherTransferCount;
}
