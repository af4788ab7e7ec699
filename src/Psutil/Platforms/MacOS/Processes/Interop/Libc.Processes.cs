using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.MacOS.Interop;

internal static unsafe partial class Libc
{
    /// <summary>Reads information about a process. Returns how many bytes were written, or the negated errno.</summary>
    public static int GetProcessInformation(int pid, int flavor, ulong argument, Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            // A failure returns 0, and so does an empty list, which leaves errno as it was.
            Marshal.SetLastSystemError(0);
            return Length(proc_pidinfo(pid, flavor, argument, pointer, buffer.Length));
        }
    }

    /// <summary>Reads a structure of a process; the kernel may write only a part of it.</summary>
    public static int GetProcessInformation<T>(int pid, int flavor, ulong argument, out T value)
        where T : unmanaged
    {
        value = default;
        int length = GetProcessInformation(pid, flavor, argument, MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return length >= 0 && length < Unsafe.SizeOf<T>() ? -Bsd.Interop.Errno.EIO : length;
    }

    /// <summary>Reads information about a process's descriptor.</summary>
    public static int GetDescriptorInformation<T>(int pid, int descriptor, int flavor, out T value)
        where T : unmanaged
    {
        value = default;
        fixed (T* pointer = &value)
        {
            Marshal.SetLastSystemError(0);
            int length = Length(proc_pidfdinfo(pid, descriptor, flavor, pointer, sizeof(T)));
            return length >= 0 && length < sizeof(T) ? -Bsd.Interop.Errno.EIO : length;
        }
    }

    /// <summary>Reads the path of a process's program. Returns its length or the negated errno.</summary>
    public static int GetProcessPath(int pid, Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            Marshal.SetLastSystemError(0);
            return Length(proc_pidpath(pid, pointer, (uint)buffer.Length));
        }
    }

    /// <summary>Reads a process's resource usage. Returns 0 or the negated errno.</summary>
    public static int GetResourceUsage(int pid, out ResourceUsage usage)
    {
        usage = default;
        fixed (ResourceUsage* pointer = &usage)
        {
            return Common.Result(proc_pid_rusage(pid, ProcessNumbers.RUSAGE_INFO_V4, pointer));
        }
    }

    // Without errno, 0 is the length: a process can have no descriptor.
    private static int Length(int result) => result > 0 ? result : -Marshal.GetLastSystemError();

    [LibraryImport(Common.Library)]
    private static partial int proc_pidinfo(int pid, int flavor, ulong argument, void* buffer, int size);

    [LibraryImport(Common.Library)]
    private static partial int proc_pidfdinfo(int pid, int descriptor, int flavor, void* buffer, int size);

    [LibraryImport(Common.Library)]
    private static partial int proc_pidpath(int pid, void* buffer, uint size);

    [LibraryImport(Common.Library)]
    private static partial int proc_pid_rusage(int pid, int flavor, void* buffer);
}

/// <summary>A process's memory, CPU times and faults (sys/proc_info.h).</summary>
[NativeLayout("proc_taskinfo")]
[StructLayout(LayoutKind.Explicit, Size = 96)]
internal struct TaskInformation
{
    [FieldOffset(0)]
    public ulong pti_virtual_size;

    [FieldOffset(8)]
    public ulong pti_resident_size;

    /// <summary>In ticks of the timebase, <c>hw.tbfrequency</c> per second.</summary>
    [FieldOffset(16)]
    public ulong pti_total_user;

    [FieldOffset(24)]
    public ulong pti_total_system;

    /// <summary>All faults.</summary>
    [FieldOffset(52)]
    public int pti_faults;

    /// <summary>The faults that had to read a page from disk.</summary>
    [FieldOffset(56)]
    public int pti_pageins;

    [FieldOffset(80)]
    public int pti_csw;

    [FieldOffset(84)]
    public int pti_threadnum;
}

/// <summary>A thread (sys/proc_info.h).</summary>
[NativeLayout("proc_threadinfo")]
[StructLayout(LayoutKind.Explicit, Size = 112)]
internal unsafe struct ThreadInformation
{
    public const int MAXTHREADNAMESIZE = 64;

    /// <summary>In nanoseconds.</summary>
    [FieldOffset(0)]
    public ulong pth_user_time;

    [FieldOffset(8)]
    public ulong pth_system_time;

    [FieldOffset(24)]
    public int pth_run_state;

    [FieldOffset(48)]
    public fixed byte pth_name[MAXTHREADNAMESIZE];

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Name => NativeText.UpToNul(in pth_name[0], MAXTHREADNAMESIZE);
}

/// <summary>A region of a process's memory (sys/proc_info.h).</summary>
[NativeLayout("proc_regioninfo")]
[StructLayout(LayoutKind.Explicit, Size = 96)]
internal struct RegionInformation
{
    [FieldOffset(52)]
    public uint pri_ref_count;

    [FieldOffset(60)]
    public uint pri_share_mode;

    [FieldOffset(64)]
    public uint pri_private_pages_resident;

    [FieldOffset(68)]
    public uint pri_shared_pages_resident;

    [FieldOffset(80)]
    public ulong pri_address;

    [FieldOffset(88)]
    public ulong pri_size;
}

/// <summary>A descriptor (sys/proc_info.h).</summary>
[NativeLayout("proc_fdinfo")]
[StructLayout(LayoutKind.Explicit, Size = 8)]
internal struct DescriptorInformation
{
    [FieldOffset(0)]
    public int proc_fd;

    [FieldOffset(4)]
    public uint proc_fdtype;
}

/// <summary>A process's resource usage, in bytes (sys/resource.h).</summary>
[NativeLayout("rusage_info_v4")]
[StructLayout(LayoutKind.Explicit, Size = 296)]
internal struct ResourceUsage
{
    [FieldOffset(56)]
    public ulong ri_wired_size;

    [FieldOffset(72)]
    public ulong ri_phys_footprint;

    [FieldOffset(144)]
    public ulong ri_diskio_bytesread;

    [FieldOffset(152)]
    public ulong ri_diskio_byteswritten;

    [FieldOffset(240)]
    public ulong ri_lifetime_max_phys_footprint;
}
