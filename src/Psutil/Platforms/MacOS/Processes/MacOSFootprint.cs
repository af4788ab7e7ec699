using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.MacOS.Interop;
using Psutil.Platforms.MacOS.Parsing;
using Libc = Psutil.Platforms.MacOS.Interop.Libc;

namespace Psutil.Platforms.MacOS;

/// <summary>
/// USS: the private pages of all regions of a process. The walk has a deadline, because it can take long and can hang on another user's
/// process.
/// </summary>
internal sealed class MacOSFootprint(BsdPageSize pageSize)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);
    private static readonly DeadlineCalls<int, Walk> Walks = new(CountPages, "Psutil memory regions", idleTime: TimeSpan.FromSeconds(5));

    public ProcessMemoryFootprint? Read(int pid, ref CaptureFailures failures)
    {
        if (!Walks.TryCall(pid, Deadline, out Walk walk))
        {
            failures.Add(ProcessFields.MemoryFootprint, UnavailableReason.TimedOut);
            return null;
        }

        if (walk.Error != 0)
        {
            failures.Add(ProcessFields.MemoryFootprint, null, ReadResult.Failure("proc_pidinfo", walk.Error));
            return null;
        }

        return new ProcessMemoryFootprint { Uss = walk.PrivatePages * pageSize.Bytes };
    }

    private static Walk CountPages(int pid)
    {
        bool isX64 = false;
        long pages = 0;
        ulong address = 0;
        for (bool isFirst = true; ; isFirst = false)
        {
            int result = Libc.GetProcessInformation(pid, ProcessNumbers.PROC_PIDREGIONINFO, address, out RegionInformation region);
            if (result < 0)
            {
                // After the last region the call fails with EINVAL. Anything else is no end: the process is gone, or belongs to another
                // user.
                return isFirst || result != -Errno.EINVAL ? new Walk(0, -result) : new Walk(pages, 0);
            }

            isX64 = isFirst ? IsX64(pid) : isX64;
            pages += PrivateMemory.PagesOf(region, isX64);
            ulong next = unchecked(region.pri_address + region.pri_size);
            if (next <= address)
            {
                return new Walk(pages, 0);
            }

            address = next;
        }
    }

    // On a thread that ends the whole program if it throws.
    private static bool IsX64(int pid)
    {
        Span<byte> type = stackalloc byte[sizeof(int)];
        ReadResult result = NamedSysctl.Read("sysctl.proc_cputype", type, pid);
        if (result is { Failed: false, Value: sizeof(int) })
        {
            return BitConverter.ToInt32(type) == ProcessNumbers.CPU_TYPE_X86_64;
        }

        PsutilEventSource.Log.SourceSkipped("sysctl(sysctl.proc_cputype)", Errno.Describe(result.Error));
        return false;
    }

    private readonly record struct Walk(long PrivatePages, int Error);
}
