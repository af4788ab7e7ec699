using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.MacOS.Interop;

internal static unsafe partial class Libc
{
    /// <summary>Something of a process: how many bytes were written, or the negated errno.</summary>
    public static int GetProcessInformation(int pid, int flavor, ulong argument, Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            // Failures are told by 0, with errno or without.
            Marshal.SetLastSystemError(0);
            return Length(proc_pidinfo(pid, flavor, argument, pointer, buffer.Length));
        }
    }

    /// <summary>A structure of a process; whatever part of it the kernel wrote.</summary>
    public static int GetProcessInformation<T>(int pid, int flavor, ulong argument, out T value)
        where T : unmanaged
    {
        value = default;
        int length = GetProcessInformation(pid, flavor, argument, MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return length >= 0 && length < Unsafe.SizeOf<T>() ? -Bsd.Interop.Errno.EIO : length;
    }

    /// <summary>Something of a process's descriptor.</summary>
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

    /// <summary>The path of a process's program: its length, or the negated errno.</summary>
    public static int GetProcessPath(int pid, Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            Marshal.SetLastSystemError(0);
            return Length(proc_pidpath(pid, pointer, (uint)buffer.Length));
        }
    }

    /// <summary>What a process holds: 0, or the negated errno.</summary>
    public static int GetResourceUsage(int pid, out ResourceUsage usage)
    {
        usage = default;
        fixed (ResourceUsage* pointer = &usage)
        {
            return Common.Result(proc_pid_rusage(pid, ProcessNumbers.RUSAGE_INFO_V0, pointer));
        }
    }

    private static int Length(int result) =>
        result > 0 ? result : -(Marshal.GetLastSystemError() is not 0 and var error ? error : Bsd.Interop.Errno.ESRCH);

    [LibraryImport(Common.Library)]
    private static partial int proc_pidinfo(int pid, int flavor, ulong argument, void* buffer, int size);

    [LibraryImport(Common.Library)]
    private static partial int proc_pidfdinfo(int pid, int descriptor, int flavor, void* buffer, int size);

    [LibraryImport(Common.Library)]
    private static partial int proc_pidpath(int pid, void* buffer, uint size);

    [LibraryImport(Common.Library)]
    private static partial int proc_pid_rusage(int pid, int flavor, void* buffer);
}
