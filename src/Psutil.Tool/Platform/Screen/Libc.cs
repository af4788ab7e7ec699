using System.Runtime.InteropServices;

namespace Psutil.Tool.Platform;

/// <summary>
/// The C library's calls that a full-screen view needs and .NET does not have. The numbers are those of Linux; those that <see
/// cref="UnixDevice"/> and related types use are the same on every Unix.
/// </summary>
internal static unsafe partial class Libc
{
    /// <summary>EINTR: a signal came first.</summary>
    public const int Interrupted = 4;

    public const int SignalHangUp = 1;
    public const int SignalInterrupt = 2;
    public const int SignalQuit = 3;
    public const int SignalTerminate = 15;
    public const int SignalContinue = 18;
    public const int SignalStop = 19;
    public const int SignalTerminalStop = 20;
    public const int SignalTerminalOutput = 22;

    /// <summary>TCSANOW: at once, whether or not the terminal takes its output.</summary>
    public const int SetNow = 0;

    /// <summary>WUNTRACED: report a child that was stopped, too.</summary>
    public const int WaitStopped = 2;

    public const int UnixFamily = 1;
    public const int StreamSocket = 1;

    /// <summary>SOCK_CLOEXEC: not for the programs that we start.</summary>
    public const int CloseOnExecute = 0x80000;

    /// <summary>F_SETFD.</summary>
    public const int SetDescriptorFlags = 2;

    /// <summary>FD_CLOEXEC.</summary>
    public const int CloseOnExecuteFlag = 1;

    /// <summary>O_WRONLY.</summary>
    public const int WriteOnly = 1;

    /// <summary>POSIX_SPAWN_SETSID.</summary>
    public const short SpawnInNewSession = 0x80;

    /// <summary>WNOHANG.</summary>
    public const int WaitNot = 1;

    /// <summary>MSG_NOSIGNAL: EPIPE, not SIGPIPE.</summary>
    public const int NoPipeSignal = 0x4000;

    /// <summary>MSG_DONTWAIT.</summary>
    public const int DoNotWait = 0x40;

    /// <summary>PR_SET_NAME.</summary>
    public const int SetThreadName = 15;

    /// <summary>POLLIN.</summary>
    public const short PollIn = 1;

    /// <summary>POLLOUT.</summary>
    public const short PollOut = 4;

    /// <summary>AT_PHDR: the address of the program headers.</summary>
    public const nuint ProgramHeaders = 3;

    /// <summary>AT_PHNUM: how many there are.</summary>
    public const nuint ProgramHeaderCount = 5;

    /// <summary>MADV_DONTNEED.</summary>
    public const int NotNeeded = 4;

    /// <summary>O_RDONLY and O_CLOEXEC, whose number is the same on x86 and ARM.</summary>
    public const int ReadOnlyCloseOnExecute = 0x80000;

    /// <summary>SIG_IGN.</summary>
    public const nint Ignore = 1;

    /// <summary>Becomes another program, with the same environment. Returns only if it cannot.</summary>
    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true)]
    public static partial int Execute(byte* path, byte** arguments);

    [LibraryImport("libc", EntryPoint = "isatty")]
    public static partial int IsTerminal(int descriptor);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetAttributes(int descriptor, byte* attributes);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetAttributes(int descriptor, int when, byte* attributes);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(byte* attributes);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, nuint count, int timeout);

    [LibraryImport("libc", EntryPoint = "socketpair", SetLastError = true)]
    public static partial int CreateSocketPair(int family, int type, int protocol, int* descriptors);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int descriptor, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int ControlDescriptor(int descriptor, int command, nint argument);

    [LibraryImport("libc", EntryPoint = "posix_spawn")]
    public static partial int Spawn(out int pid, byte* path, void* fileActions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int InitializeSpawnActions(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int DestroySpawnActions(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int AddSpawnDuplicate(void* actions, int descriptor, int copy);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen")]
    public static partial int AddSpawnOpen(void* actions, int descriptor, byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    public static partial int InitializeSpawnAttributes(void* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    public static partial int SetSpawnFlags(void* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int descriptor, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    public static partial int WaitProcess(int pid, out int status, int options);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    /// <summary>Sends a signal to the calling thread, which is handled before the call returns.</summary>
    [LibraryImport("libc", EntryPoint = "raise")]
    public static partial int Raise(int signal);

    [LibraryImport("libc", EntryPoint = "signal")]
    public static partial nint SetSignalHandler(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "prctl")]
    public static partial int ControlProcess(int option, byte* argument);

    /// <summary>A value that the kernel gave the program when it started it.</summary>
    [LibraryImport("libc", EntryPoint = "getauxval")]
    public static partial nuint GetStartValue(nuint type);

    [LibraryImport("libc", EntryPoint = "madvise")]
    public static partial int AdviseMemory(nuint start, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "syscall")]
    public static partial nint SystemCall(nint number, nint argument);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    public static partial int Control(int descriptor, nuint request, void* argument);

    [LibraryImport("libc", EntryPoint = "open")]
    public static partial int Open(byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "pread")]
    public static partial nint ReadAt(int descriptor, byte* buffer, nint length, long offset);

    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void ExitAtOnce(int status);

    /// <summary>A descriptor to wait for: <c>struct pollfd</c>.</summary>
    public struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Received;
    }
}
