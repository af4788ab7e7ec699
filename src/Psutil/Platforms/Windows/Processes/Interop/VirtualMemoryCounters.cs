namespace Psutil.Platforms.Windows.Interop;

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
