using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    // <spawn.h>; the same in glibc and musl.
    private const short SpawnSetProcessGroup = 0x02;
    private const short SpawnSetDefaultSignals = 0x04;
    private const short SpawnSetSession = 0x80;

    // posix_spawnattr_t and posix_spawn_file_actions_t have 336 and 80 bytes in both.
    private const int SpawnStructureSize = 1024;
    private const int SignalSetSize = 128;
    private const int BrokenPipe = 13;

    // <fcntl.h>
    private const int DuplicateCloseOnExec = 1030;
    private const int GetStatusFlags = 3;
    private const int SetStatusFlags = 4;
    private const int SetOwner = 8;
    private const int SetSignal = 10;
    private const int Asynchronous = 0x2000;
    private const int WriteOnly = 1;

    // linux/prctl.h and SUID_DUMP_USER of linux/sched/coredump.h.
    private const int GetDumpable = 3;
    private const int Dumpable = 1;

    // <unistd.h>
    private const int Execute = 1;
    private const int Write = 2;
    private const int LastStandardDescriptor = 2;

    /// <summary>Starts a program: its PID, or the negated errno.</summary>
    /// <param name="image">The program.</param>
    /// <param name="newSession">Whether it leads a session.</param>
    /// <param name="newProcessGroup">Whether it leads a process group.</param>
    /// <param name="gate">Where it waits before the program runs; null if it does not.</param>
    public static int Spawn(ProgramImage image, bool newSession, bool newProcessGroup, StartGate? gate)
    {
        byte* actions = stackalloc byte[SpawnStructureSize];
        byte* attributes = stackalloc byte[SpawnStructureSize];
        byte* signals = stackalloc byte[SignalSetSize];
        new Span<byte>(signals, SignalSetSize).Clear();

        // The runtime ignores SIGPIPE, and what is ignored stays ignored in the program.
        *(ulong*)signals = 1UL << (BrokenPipe - 1);
        int error = posix_spawn_file_actions_init(actions);
        error = error != 0 ? error : posix_spawnattr_init(attributes);
        if (error != 0)
        {
            return -error;
        }

        try
        {
            short flags = SpawnSetDefaultSignals;
            flags |= newSession ? SpawnSetSession : (short)0;
            flags |= newProcessGroup && !newSession ? SpawnSetProcessGroup : (short)0;
            error = posix_spawnattr_setsigdefault(attributes, signals);
            error = error != 0 ? error : posix_spawnattr_setflags(attributes, flags);
            error = error != 0 ? error : posix_spawnattr_setpgroup(attributes, 0);
            foreach ((int number, int descriptor) in image.Streams.Index())
            {
                error = error != 0 || descriptor < 0 ? error : posix_spawn_file_actions_adddup2(actions, descriptor, number);
            }

            int pid = 0;
            fixed (
                byte* program = image.Path,
                    folder = image.Directory
            )
            {
                error = error != 0 || image.Directory.Length == 0 ? error : posix_spawn_file_actions_addchdir_np(actions, folder);
                error = error != 0 || gate is null ? error : AddGate(actions, gate, image.Streams[0] >= 0 || IsOpen(0));
                error =
                    error != 0
                        ? error
                        : posix_spawn(&pid, program, actions, attributes, image.Arguments.Pointer, image.Environment.Pointer);
            }

            return error != 0 ? -error : pid;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library that cannot change the directory.
            return -Errno.ENOSYS;
        }
        finally
        {
            _ = posix_spawn_file_actions_destroy(actions);
            _ = posix_spawnattr_destroy(attributes);
        }
    }

    /// <summary>
    /// Makes the child wait at a gate, after everything else. The number of a descriptor must be below the limit of open files, which the
    /// child may be given at the gate: so it is that of standard input, which is put aside meanwhile.
    /// </summary>
    private static int AddGate(byte* actions, StartGate gate, bool hasInput)
    {
        // This thread waits until the program runs, so it is there as long as this process is. A thread that ends gives up its memory, by
        // which the kernel finds "exe", before its files, the lease among them (exit_mm and exit_files in do_exit, kernel/exit.c), and its
        // name in /proc last. Who may not look at this process (ptrace(2), "dumpable") has only the name, which may still be there.
        bool isVisible = Result(prctl(GetDumpable, 0, 0, 0, 0)) == Dumpable;
        string thread = $"/proc/{Environment.ProcessId}/task/{GetThreadId()}";
        ReadOnlySpan<byte> parent = [.. OSText.GetBytes(isVisible ? $"{thread}/exe" : thread), 0];
        ReadOnlySpan<byte> path = [.. OSText.GetBytes(gate.Path), 0];
        fixed (
            byte* gateName = path,
                parentName = parent
        )
        {
            // The child's copy of the descriptor would keep the lease when this process has ended.
            int error = hasInput
                ? posix_spawn_file_actions_adddup2(actions, 0, gate.Number)
                : posix_spawn_file_actions_addclose(actions, gate.Number);
            error = error != 0 || !hasInput ? error : posix_spawn_file_actions_addclose(actions, 0);
            error = error != 0 ? error : posix_spawn_file_actions_addopen(actions, 0, gateName, 0, 0);
            error = error != 0 ? error : posix_spawn_file_actions_addclose(actions, 0);
            error = error != 0 ? error : posix_spawn_file_actions_addopen(actions, 0, parentName, PathOnly, 0);
            error = error != 0 ? error : posix_spawn_file_actions_addclose(actions, 0);
            error = error != 0 || !hasInput ? error : posix_spawn_file_actions_adddup2(actions, gate.Number, 0);
            return error != 0 || !hasInput ? error : posix_spawn_file_actions_addclose(actions, gate.Number);
        }
    }

    /// <summary>
    /// A pipe that no program inherits: 0, or the negated errno. Neither end has the number of a standard stream, which a child would
    /// replace.
    /// </summary>
    public static int CreatePipe(out SafeFileHandle reader, out SafeFileHandle writer)
    {
        int* ends = stackalloc int[2];
        int result = Result(pipe2(ends, CloseOnExec));
        (reader, writer) = result < 0 ? (new SafeFileHandle(), new SafeFileHandle()) : (AboveStandard(ends[0]), AboveStandard(ends[1]));
        return result < 0 ? result
            : reader.IsInvalid || writer.IsInvalid ? -Errno.EMFILE
            : 0;
    }

    /// <summary>
    /// Makes the kernel send SIGKILL to a process, or to a group by its negated number, when the other end of this pipe is closed.
    /// </summary>
    public static int KillWhenClosed(SafeFileHandle pipe, int owner)
    {
        int result = Result(fcntl(pipe, SetOwner, owner));
        result = result < 0 ? result : Result(fcntl(pipe, SetSignal, LinuxSignals.Kill));
        return result < 0 ? result : SetAsynchronous(pipe, isAsynchronous: true);
    }

    /// <summary>Takes that back.</summary>
    public static int SpareWhenClosed(SafeFileHandle pipe) => SetAsynchronous(pipe, isAsynchronous: false);

    /// <summary>Whether the caller may run a file.</summary>
    public static bool IsExecutable(ReadOnlySpan<byte> path)
    {
        fixed (byte* pointer = path)
        {
            return access(pointer, Execute) == 0;
        }
    }

    /// <summary>Whether the caller may write to a file or directory.</summary>
    public static bool IsWritable(ReadOnlySpan<byte> path)
    {
        fixed (byte* pointer = path)
        {
            return access(pointer, Write) == 0;
        }
    }

    /// <summary>Creates a directory: 0, or the negated errno.</summary>
    public static int CreateDirectory(ReadOnlySpan<byte> path)
    {
        const uint Mode = 0x1ED; // rwxr-xr-x
        fixed (byte* pointer = path)
        {
            return Result(mkdir(pointer, Mode));
        }
    }

    /// <summary>Removes an empty directory: 0, or the negated errno.</summary>
    public static int RemoveDirectory(ReadOnlySpan<byte> path)
    {
        fixed (byte* pointer = path)
        {
            return Result(rmdir(pointer));
        }
    }

    /// <summary>The number of the calling thread.</summary>
    public static int GetThreadId() => Result(syscall(SystemCallNumbers.GetThreadId, 0, 0, 0, 0, 0));

    /// <summary>Whether a process group has a member, be it a zombie.</summary>
    public static bool HasMembers(int group) => Result(kill(-group, 0)) != -Errno.ESRCH;

    /// <summary>Waits until a child of ours has ended: 0, or the negated errno.</summary>
    /// <param name="pid">Its PID.</param>
    /// <param name="collect">Whether to collect it; else it stays a zombie.</param>
    /// <param name="exit">How it ended.</param>
    public static int AwaitChild(int pid, bool collect, out ChildExit exit)
    {
        exit = default;
        fixed (ChildExit* pointer = &exit)
        {
            int result;
            do
            {
                result = Result(waitid(WaitByPid, (uint)pid, pointer, WaitExited | (collect ? 0 : WaitLeaveCollectable)));
            } while (result == -Errno.EINTR);

            return result;
        }
    }

    /// <summary>Writes bytes to a file that exists: 0, or the negated errno.</summary>
    public static int WriteFile(ReadOnlySpan<byte> path, ReadOnlySpan<byte> bytes)
    {
        fixed (
            byte* name = path,
                buffer = bytes
        )
        {
            int descriptor = Result(open(name, WriteOnly | CloseOnExec, 0));
            if (descriptor < 0)
            {
                return descriptor;
            }

            int result = Result(write(descriptor, buffer, (nuint)bytes.Length));
            Close(descriptor);
            return Math.Min(result, 0);
        }
    }

    private static SafeFileHandle AboveStandard(int descriptor)
    {
        SafeFileHandle handle = new(descriptor, ownsHandle: true);
        if (descriptor > LastStandardDescriptor)
        {
            return handle;
        }

        using (handle)
        {
            return new SafeFileHandle(fcntl(handle, DuplicateCloseOnExec, LastStandardDescriptor + 1), ownsHandle: true);
        }
    }

    private static int SetAsynchronous(SafeFileHandle pipe, bool isAsynchronous)
    {
        int flags = Result(fcntl(pipe, GetStatusFlags, 0));
        return flags < 0 ? flags : Result(fcntl(pipe, SetStatusFlags, isAsynchronous ? flags | Asynchronous : flags & ~Asynchronous));
    }

    [LibraryImport(Library)]
    private static partial int access(byte* path, int mode);

    [LibraryImport(Library)]
    private static partial int mkdir(byte* path, uint mode);

    [LibraryImport(Library)]
    private static partial int rmdir(byte* path);

    [LibraryImport(Library)]
    private static partial int pipe2(int* ends, int flags);

    [LibraryImport(Library)]
    private static partial int fcntl(SafeFileHandle descriptor, int command, nint argument);

    [LibraryImport(Library)]
    private static partial int posix_spawn(int* pid, byte* path, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_adddup2(byte* actions, int descriptor, int number);

    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_addclose(byte* actions, int descriptor);

    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_addopen(byte* actions, int descriptor, byte* path, int flags, uint mode);

    // glibc 2.29, musl 1.1.24.
    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_addchdir_np(byte* actions, byte* path);

    [LibraryImport(Library)]
    private static partial int posix_spawnattr_init(byte* attributes);

    [LibraryImport(Library)]
    private static partial int posix_spawnattr_destroy(byte* attributes);

    [LibraryImport(Library)]
    private static partial int posix_spawnattr_setflags(byte* attributes, short flags);

    [LibraryImport(Library)]
    private static partial int posix_spawnattr_setpgroup(byte* attributes, int group);

    [LibraryImport(Library)]
    private static partial int posix_spawnattr_setsigdefault(byte* attributes, byte* signals);

    [LibraryImport(Library)]
    private static partial int prctl(int operation, nuint argument2, nuint argument3, nuint argument4, nuint argument5);
}
