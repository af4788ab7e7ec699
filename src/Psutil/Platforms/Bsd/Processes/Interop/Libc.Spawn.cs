using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

internal static unsafe partial class Libc
{
    private const short POSIX_SPAWN_SETPGROUP = 0x02;
    private const int X_OK = 1;
    private const int WNOHANG = 1;

    // The attributes and actions are pointers, and on NetBSD structures of 52 and 16 bytes. A signal set has up to 16 bytes.
    private const int SpawnStructureSize = 256;
    private const int BrokenPipe = 13;

    /// <summary>Starts a program in a session or a process group of its own: its PID, or the negated errno.</summary>
    /// <param name="image">The program.</param>
    /// <param name="rules">The numbers of the system's <c>posix_spawn</c>.</param>
    /// <param name="newSession">Whether it leads a session, else a process group.</param>
    public static int Spawn(ProgramImage image, SpawnRules rules, bool newSession)
    {
        byte* actions = stackalloc byte[SpawnStructureSize];
        byte* attributes = stackalloc byte[SpawnStructureSize];
        byte* signals = stackalloc byte[SpawnStructureSize];
        new Span<byte>(signals, SpawnStructureSize).Clear();

        // The runtime ignores SIGPIPE, and what is ignored stays ignored in the program.
        *(uint*)signals = 1U << (BrokenPipe - 1);
        int error = posix_spawn_file_actions_init(actions);
        if (error != 0)
        {
            return -Errno.ENOMEM;
        }

        error = posix_spawnattr_init(attributes);
        if (error != 0)
        {
            _ = posix_spawn_file_actions_destroy(actions);
            return -error;
        }

        int pid = 0;
        short group = newSession ? rules.NewSession.GetValueOrDefault() : POSIX_SPAWN_SETPGROUP;
        error = posix_spawnattr_setflags(attributes, (short)(rules.DefaultSignals | group));
        error = error != 0 ? error : posix_spawnattr_setsigdefault(attributes, signals);
        error = error != 0 ? error : posix_spawnattr_setpgroup(attributes, 0);
        foreach ((int number, int descriptor) in image.Streams.Index())
        {
            error = error != 0 || descriptor < 0 ? error : posix_spawn_file_actions_adddup2(actions, descriptor, number);
        }

        fixed (
            byte* program = image.Path,
                folder = image.Directory
        )
        {
            // Where posix_spawn forks first, a program that cannot be run is a child that ends with 127.
            error = error != 0 ? error : -Result(access(program, X_OK));
            error = error != 0 || image.Directory.Length == 0 ? error : AddDirectory(actions, folder);
            error =
                error != 0 ? error : posix_spawn(&pid, program, actions, attributes, image.Arguments.Pointer, image.Environment.Pointer);
        }

        _ = posix_spawn_file_actions_destroy(actions);
        _ = posix_spawnattr_destroy(attributes);
        return error != 0 ? -error : pid;
    }

    /// <summary>Whether the caller may run a file.</summary>
    public static bool IsExecutable(ReadOnlySpan<byte> path)
    {
        fixed (byte* pointer = path)
        {
            return access(pointer, X_OK) == 0;
        }
    }

    /// <summary>Collects a child of ours if it has ended: its PID, 0 if it has not ended, or the negated errno.</summary>
    public static int CollectChild(int pid, out int status)
    {
        fixed (int* pointer = &status)
        {
            *pointer = 0;
            int result;
            do
            {
                result = Result(waitpid(pid, pointer, WNOHANG));
            } while (result == -Errno.EINTR);

            return result;
        }
    }

    private static int AddDirectory(byte* actions, byte* folder)
    {
        try
        {
            return posix_spawn_file_actions_addchdir_np(actions, folder);
        }
        catch (EntryPointNotFoundException)
        {
            // FreeBSD 13.0.
            return Errno.ENOSYS;
        }
    }

    [LibraryImport(Library)]
    private static partial int access(byte* path, int mode);

    [LibraryImport(Library)]
    private static partial int waitpid(int pid, int* status, int options);

    [LibraryImport(Library)]
    private static partial int posix_spawn(int* pid, byte* path, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_adddup2(byte* actions, int descriptor, int number);

    // macOS 10.15, FreeBSD 13.1.
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
}
