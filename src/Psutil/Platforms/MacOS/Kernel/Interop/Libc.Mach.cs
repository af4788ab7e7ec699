using System.Runtime.InteropServices;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.MacOS.Interop;

// Mach's calls have their own error numbers, with 0 for success.
internal static unsafe partial class Libc
{
    // RTLD_DEFAULT of <dlfcn.h>.
    private const nint EveryLibrary = -2;

    // Each call of mach_host_self adds a reference to the port's right.
    private static readonly Lazy<uint> Host = new(mach_host_self);

    /// <summary>The memory of the machine, as far as the caller has room for it.</summary>
    public static int GetMemoryStatistics(Span<uint> words)
    {
        uint room = (uint)words.Length;
        fixed (uint* pointer = words)
        {
            return host_statistics64(Host.Value, HostNumbers.HOST_VM_INFO64, pointer, &room);
        }
    }

    /// <summary>CPU times of each CPU.</summary>
    public static int GetProcessorLoads(out CpuLoad[] loads)
    {
        loads = [];
        uint processors = 0;
        CpuLoad* list = null;
        uint words = 0;
        int result = host_processor_info(Host.Value, HostNumbers.PROCESSOR_CPU_LOAD_INFO, &processors, &list, &words);
        if (result == 0)
        {
            loads = new ReadOnlySpan<CpuLoad>(list, (int)Math.Min(processors, words / HostNumbers.CPU_STATE_MAX)).ToArray();
            if (FindTaskPort() is { } task)
            {
                _ = vm_deallocate(task, (nuint)list, words * sizeof(uint));
            }
        }

        return result;
    }

    /// <summary>Our own task, which the headers' <c>mach_task_self()</c> reads from a variable.</summary>
    private static uint? FindTaskPort()
    {
        fixed (byte* name = "mach_task_self_\0"u8)
        {
            uint* port = (uint*)dlsym(EveryLibrary, name);
            return port == null ? null : *port;
        }
    }

    [LibraryImport(Common.Library)]
    private static partial uint mach_host_self();

    [LibraryImport(Common.Library)]
    private static partial int host_statistics64(uint host, int flavor, uint* words, uint* count);

    [LibraryImport(Common.Library)]
    private static partial int host_processor_info(uint host, int flavor, uint* processors, CpuLoad** list, uint* words);

    [LibraryImport(Common.Library)]
    private static partial int vm_deallocate(uint task, nuint address, nuint size);

    [LibraryImport(Common.Library)]
    private static partial nint dlsym(nint library, byte* name);
}

/// <summary>
/// Numbers of Mach's calls about the host (mach/host_info.h, mach/mig_errors.h, mach/processor_info.h), and how often its CPU times tick.
/// </summary>
internal static class HostNumbers
{
    public const int HOST_VM_INFO64 = 4;
    public const int HOST_VM_INFO64_COUNT = 38;
    public const int MIG_ARRAY_TOO_LARGE = -307;
    public const int PROCESSOR_CPU_LOAD_INFO = 2;
    public const int CPU_STATE_MAX = 4;
    public const int CPU_STATE_USER = 0;
    public const int CPU_STATE_SYSTEM = 1;
    public const int CPU_STATE_IDLE = 2;
    public const int CPU_STATE_NICE = 3;
    public const int CLK_TCK = 100;
}
