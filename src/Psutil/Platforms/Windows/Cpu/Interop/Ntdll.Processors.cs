namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Ntdll
{
    // SYSTEM_INFORMATION_CLASS.
    public const int SystemPerformanceClass = 2;
    public const int SystemProcessorPerformanceClass = 8;

    // PROCESSINFOCLASS.
    public const int ProcessAffinityClass = 21;
    public const int ProcessGroupsClass = 47;
}

/// <summary><c>SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION</c>: one CPU's times, in 100 ns.</summary>
internal struct SystemProcessorPerformance
{
    public long IdleTime;

    /// <summary>With the idle, DPC and interrupt time.</summary>
    public long KernelTime;
    public long UserTime;
    public long DpcTime;
    public long InterruptTime;
    public uint InterruptCount;
}

/// <summary><c>GROUP_AFFINITY</c>: CPUs of one processor group.</summary>
internal unsafe struct GroupAffinity
{
    public nuint Mask;
    public ushort Group;
    public fixed ushort Reserved[3];
}
