using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>Physical memory, and the page files as swap.</summary>
internal sealed unsafe class WindowsMemory : Memory
{
    private const string PageFileCall = "NtQuerySystemInformation(SystemPageFileInformation)";

    public override VirtualMemory GetVirtual()
    {
        PerformanceInformation information = Read();
        long total = Bytes(information, information.PhysicalTotal);
        long available = Bytes(information, information.PhysicalAvailable);
        return new VirtualMemory
        {
            Total = total,
            Available = available,
            Used = total - available,
            Free = available,
            Cached = NullIfZero(Bytes(information, information.SystemCache)),
            Wired = NullIfZero(Bytes(information, information.KernelNonPaged)),
        };
    }

    // As in psutil: swap is the part of the commit limit beyond physical memory.
    public override NativeHeapInfo? GetNativeHeap() => WindowsNativeHeap.GetInfo();

    public override bool? TrimNativeHeap() => WindowsNativeHeap.Trim();

    public override SwapMemory GetSwap()
    {
        PerformanceInformation information = Read();
        long total = Math.Max(0, Bytes(information, information.CommitLimit) - Bytes(information, information.PhysicalTotal));
        long used = total == 0 ? 0 : Math.Min(total, ReadUsed(information));
        return new SwapMemory
        {
            Total = total,
            Used = used,
            Free = total - used,
        };
    }

    private static long ReadUsed(in PerformanceInformation information)
    {
        using NativeBuffer buffer = new(1024);
        int status = buffer.FillByStatus(
            static (bytes, length, out needed) => Ntdll.QuerySystem(Ntdll.SystemPageFileClass, bytes, length, out needed)
        );
        return NtStatus.Failed(status)
            ? throw NtStatus.ToException(PageFileCall, status)
            : PageFiles.SumInUse(buffer.Answer) * (long)information.PageSize;
    }

    private static PerformanceInformation Read()
    {
        int error = Kernel32.GetPerformance(out PerformanceInformation information);
        return error == Win32Error.Success ? information : throw Win32Error.ToException("GetPerformanceInfo", error);
    }

    private static long Bytes(in PerformanceInformation information, nuint pages) => (long)(pages * information.PageSize);

    // Every machine has both.
    private static long? NullIfZero(long bytes) => bytes > 0 ? bytes : null;
}
