using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    // <sys/wait.h>
    private const int WaitByPid = 1;
    private const int WaitByPidFd = 3;
    private const int WaitExited = 4;
    private const int WaitNoHang = 1;
    private const int WaitLeaveCollectable = 0x1000000;

    // linux/pidfd.h: _IOWR(0xFF, 11, struct pidfd_info) with the first version of the structure, 64 bytes.
    private const uint PidFdGetInfo = 0xC040FF0B;

    // <poll.h> and <sys/epoll.h>
    private const short PollIn = 1;
    private const int EpollCloseOnExec = 0x80000;
    private const int EpollAdd = 1;
    private const int EpollDelete = 2;
    private const int EpollModify = 3;
    private const uint EpollIn = 1;

    // struct epoll_event is packed only on x86-64.
    private static int EpollEventSize { get; } = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 12 : 16;

    private static int EpollDataOffset => EpollEventSize - sizeof(long);

    /// <summary>The bytes that one event of <see cref="WaitForEvents"/> takes.</summary>
    public static int EventSize => EpollEventSize;

    /// <summary>
    /// Waits until a process's descriptor is readable, which means that the process has ended. 1 if it has, 0 on timeout. A negative time
    /// means no limit.
    /// </summary>
    public static int Poll(SafeFileHandle process, bool untilCollected, int milliseconds)
    {
        PollEntry entry = default;
        bool held = false;
        process.DangerousAddRef(ref held);
        try
        {
            entry.Descriptor = (int)process.DangerousGetHandle();
            entry.Events = untilCollected ? (short)0 : PollIn;
            return Result(poll(&entry, 1, milliseconds));
        }
        finally
        {
            process.DangerousRelease();
        }
    }

    /// <summary>
    /// Waits until one of two descriptors is ready; both are false on timeout. A negative time means no limit.
    /// </summary>
    public static int Poll(int first, int second, int milliseconds, out bool firstIsReady, out bool secondIsReady)
    {
        PollEntry* entries = stackalloc PollEntry[2];
        entries[0] = new PollEntry { Descriptor = first, Events = PollIn };
        entries[1] = new PollEntry { Descriptor = second, Events = PollIn };
        int result;
        do
        {
            result = Result(poll(entries, 2, milliseconds));
        } while (result == -Errno.EINTR);

        firstIsReady = entries[0].Returned != 0;
        secondIsReady = entries[1].Returned != 0;
        return result;
    }

    /// <summary>Creates a descriptor that becomes readable when <see cref="Set"/> is called, to wake a thread that polls.</summary>
    public static int CreateEvent() => Result(eventfd(0, CloseOnExec));

    /// <summary>Makes an event readable.</summary>
    public static void Set(int descriptor)
    {
        ulong one = 1;
        _ = write(descriptor, (byte*)&one, sizeof(ulong));
    }

    /// <summary>
    /// How a child ended, without collecting it: it stays a zombie until its parent collects it. ECHILD if it is not a child or was
    /// collected, EAGAIN if it is alive.
    /// </summary>
    public static int PeekExit(SafeFileHandle process, out ChildExit exit)
    {
        bool held = false;
        process.DangerousAddRef(ref held);
        try
        {
            return PeekExit(WaitByPidFd, (uint)process.DangerousGetHandle(), out exit);
        }
        finally
        {
            process.DangerousRelease();
        }
    }

    /// <summary>The same by a PID, for kernels without descriptors of processes.</summary>
    public static int PeekExit(int pid, out ChildExit exit) => PeekExit(WaitByPid, (uint)pid, out exit);

    private static int PeekExit(int type, uint id, out ChildExit exit)
    {
        exit = default;
        fixed (ChildExit* pointer = &exit)
        {
            int result = Result(waitid(type, id, pointer, WaitExited | WaitNoHang | WaitLeaveCollectable));
            return result == 0 && exit.Signal == 0 ? -Errno.EAGAIN : result;
        }
    }

    /// <summary>
    /// Information about a process by its descriptor, and its exit code once it was collected. Linux 6.13; the exit code 6.15.
    /// </summary>
    public static int GetProcessInformation(SafeFileHandle process, ref ProcessInformation information)
    {
        fixed (ProcessInformation* pointer = &information)
        {
            return Result(ioctl(process, PidFdGetInfo, pointer));
        }
    }

    /// <summary>The same by a PID: 0, or the negated errno.</summary>
    public static int GetProcessInformation(int pid, out ProcessInformation information)
    {
        information = default;
        int descriptor = OpenPidFd(pid);
        if (descriptor < 0)
        {
            return descriptor;
        }

        int result;
        fixed (ProcessInformation* pointer = &information)
        {
            result = Result(ioctl(descriptor, PidFdGetInfo, pointer));
        }

        Close(descriptor);
        return result;
    }

    /// <summary>A descriptor that reports which of many descriptors are ready.</summary>
    public static int CreateEventQueue() => Result(epoll_create1(EpollCloseOnExec));

    /// <summary>Adds a process's descriptor to a queue.</summary>
    public static int AddToQueue(SafeFileHandle queue, SafeFileHandle process, long key) =>
        ChangeQueue(queue, EpollAdd, process, EpollIn, key);

    /// <summary>From now on the queue reports only that a process was collected, not that it ended.</summary>
    public static int AwaitCollection(SafeFileHandle queue, SafeFileHandle process, long key) =>
        ChangeQueue(queue, EpollModify, process, 0, key);

    /// <summary>Removes a process's descriptor from a queue.</summary>
    public static int RemoveFromQueue(SafeFileHandle queue, SafeFileHandle process) => ChangeQueue(queue, EpollDelete, process, 0, 0);

    /// <summary>Waits for events; returns how many arrived, 0 on timeout.</summary>
    public static int WaitForEvents(SafeFileHandle queue, Span<byte> events, int milliseconds)
    {
        fixed (byte* pointer = events)
        {
            return Result(epoll_wait(queue, pointer, events.Length / EpollEventSize, milliseconds));
        }
    }

    /// <summary>The key of one of the received events.</summary>
    public static long KeyOfEvent(ReadOnlySpan<byte> events, int index) =>
        MemoryMarshal.Read<long>(events[(index * EpollEventSize + EpollDataOffset)..]);

    private static int ChangeQueue(SafeFileHandle queue, int operation, SafeFileHandle process, uint interest, long key)
    {
        byte* entry = stackalloc byte[EpollEventSize];
        *(uint*)entry = interest;
        *(long*)(entry + EpollDataOffset) = key;
        return Result(epoll_ctl(queue, operation, process, entry));
    }

    [LibraryImport(Library)]
    private static partial int poll(PollEntry* entries, nuint count, int timeout);

    [LibraryImport(Library)]
    private static partial int eventfd(uint value, int flags);

    [LibraryImport(Library)]
    private static partial nint write(int descriptor, byte* buffer, nuint count);

    [LibraryImport(Library)]
    private static partial int waitid(int type, uint id, ChildExit* information, int options);

    [LibraryImport(Library)]
    private static partial int ioctl(SafeFileHandle descriptor, nuint request, void* argument);

    [LibraryImport(Library)]
    private static partial int ioctl(int descriptor, nuint request, void* argument);

    [LibraryImport(Library)]
    private static partial int epoll_create1(int flags);

    [LibraryImport(Library)]
    private static partial int epoll_ctl(SafeFileHandle queue, int operation, SafeFileHandle descriptor, byte* entry);

    [LibraryImport(Library)]
    private static partial int epoll_wait(SafeFileHandle queue, byte* events, int most, int timeout);
}

/// <summary>
/// The part of <c>siginfo_t</c> that <c>waitid</c> fills (asm-generic/siginfo.h); 128 bytes in all. The union after the first three
/// numbers is aligned to a pointer.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct ChildExit
{
    private const int Exited = 1;

    public int Signal;
    public int Error;
    public int Code;
    public UnionPart Union;

    /// <summary>The exit code, or the negated number of the signal that ended it.</summary>
    public readonly int ExitCode => Code == Exited ? Union.Status : -Union.Status;

    [StructLayout(LayoutKind.Explicit)]
    internal struct UnionPart
    {
        [FieldOffset(0)]
        public int Pid;

        [FieldOffset(0)]
        private readonly nint _alignment;

        [FieldOffset(4)]
        public uint UserId;

        [FieldOffset(8)]
        public int Status;
    }
}

/// <summary>The first version of <c>struct pidfd_info</c> (linux/pidfd.h), 64 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ProcessInformation
{
    /// <summary>PIDFD_INFO_CREDS: always returned.</summary>
    public const ulong OwnerMask = 1 << 1;

    /// <summary>PIDFD_INFO_EXIT: requested in <see cref="Mask"/>, and set there by the kernel if it was returned.</summary>
    public const ulong ExitCodeMask = 1 << 3;

    public ulong Mask;
    public ulong CgroupId;
    public int Pid;
    public int ThreadGroup;
    public int ParentPid;
    public uint RealUserId;
    public uint RealGroupId;
    public uint EffectiveUserId;
    public uint EffectiveGroupId;
    public uint SavedUserId;
    public uint SavedGroupId;
    public uint FileSystemUserId;
    public uint FileSystemGroupId;
    public int WaitStatus;

    public readonly CredentialIds Users =>
        new()
        {
            Real = RealUserId,
            Effective = EffectiveUserId,
            Saved = SavedUserId,
        };

    public readonly CredentialIds Groups =>
        new()
        {
            Real = RealGroupId,
            Effective = EffectiveGroupId,
            Saved = SavedGroupId,
        };

    /// <summary>The exit code, or the negated number of the signal that ended it.</summary>
    public readonly int ExitCode => LinuxExit.CodeOf(WaitStatus);
}

/// <summary><c>struct pollfd</c> (poll.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    public int Descriptor;
    public short Events;
    public short Returned;
}
