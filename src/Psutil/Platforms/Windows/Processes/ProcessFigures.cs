using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>A process's times, memory and counters, from its entry in the table or from its handle.</summary>
internal struct ProcessFigures
{
    public int ParentPid;
    public long CreateTime;
    public long UserTime;
    public long KernelTime;
    public int HandleCount;
    public VirtualMemoryCounters Memory;
    public IOCounters IO;

    public static ProcessFigures Of(in SystemProcessInformation entry) =>
        new()
        {
            ParentPid = (int)entry.InheritedFromUniqueProcessId,
            CreateTime = entry.CreateTime,
            UserTime = entry.UserTime,
            KernelTime = entry.KernelTime,
            HandleCount = (int)Math.Min(entry.HandleCount, int.MaxValue),
            Memory = entry.Memory,
            IO = entry.IO,
        };

    public readonly ProcessCpuTimes CpuTimes => new() { User = WindowsTime.ToSpan(UserTime), System = WindowsTime.ToSpan(KernelTime) };

    public readonly ProcessIOCounters IOCounters =>
        new()
        {
            ReadCount = (long)IO.ReadOperationCount,
            WriteCount = (long)IO.WriteOperationCount,
            ReadBytes = (long)IO.ReadTransferCount,
            WriteBytes = (long)IO.WriteTransferCount,
            OtherCount = (long)IO.OtherOperationCount,
            OtherBytes = (long)IO.OtherTransferCount,
        };

    // On Windows both are the private commit; Wine fills only the second.
    public readonly ProcessMemory MemoryOfProcess =>
        new()
        {
            Rss = (long)Memory.WorkingSetSize,
            Vms = (long)(Memory.PrivateUsage != 0 ? Memory.PrivateUsage : Memory.PagefileUsage),
            PeakRss = (long)Memory.PeakWorkingSetSize,
            PeakVms = (long)Memory.PeakPagefileUsage,
        };

    public readonly ProcessMemoryDetails MemoryDetails =>
        new()
        {
            PeakRss = (long)Memory.PeakWorkingSetSize,
            PeakVms = (long)Memory.PeakPagefileUsage,
            Virtual = (long)Memory.VirtualSize,
            PeakVirtual = (long)Memory.PeakVirtualSize,
            PagedPool = (long)Memory.QuotaPagedPoolUsage,
            PeakPagedPool = (long)Memory.QuotaPeakPagedPoolUsage,
            NonPagedPool = (long)Memory.QuotaNonPagedPoolUsage,
            PeakNonPagedPool = (long)Memory.QuotaPeakNonPagedPoolUsage,
        };
}
