namespace Psutil;

/// <summary>The roots that a machine is read from. A root that is null is the operating system's own.</summary>
/// <remarks>
/// Everything that reads files uses these roots. A value that only a system call reports (the I/O priority of a process, the speed of an
/// interface) is read only if the root is the machine's own, because a system call reports on the running kernel; otherwise it is unknown.
/// Supported on Linux; on other operating systems <see cref="Machine.Open"/> throws <see cref="PsutilNotSupportedException"/> if a root is
/// given.
/// </remarks>
public sealed class MachineOptions
{
    internal static MachineOptions Default { get; } = new();

    /// <summary>The proc file system; null, the default, for <c>/proc</c>.</summary>
    public string? ProcPath { get; init; }

    /// <summary>The sys file system; null, the default, for <c>/sys</c>.</summary>
    public string? SysPath { get; init; }

    /// <summary>The configuration directory, which holds <c>passwd</c>; null, the default, for <c>/etc</c>.</summary>
    public string? EtcPath { get; init; }

    /// <summary>The runtime directory, which holds <c>utmp</c> and systemd's sessions; null, the default, for <c>/run</c>.</summary>
    public string? RunPath { get; init; }

    /// <summary>The device directory, which holds terminals and disks; null, the default, for <c>/dev</c>.</summary>
    public string? DevPath { get; init; }

    /// <summary>The directory that the machine's mount points are below; null, the default, for <c>/</c>.</summary>
    public string? RootPath { get; init; }

    /// <summary>
    /// The <see cref="Machine.TimeProvider"/>: the system's clock (<see cref="TimeProvider.System"/>) by default. Supported on every
    /// operating system.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// How many bytes of command lines and environments one capture of all processes keeps; null, the default, for 64 MiB. Beyond it the
    /// longest are cut, never below 4 KiB, and <see cref="ProcessSnapshot.IsCommandLineCut"/> and
    /// <see cref="ProcessSnapshot.IsEnvironmentCut"/> say so. Linux: elsewhere the kernel limits each process by itself.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public long? ProcessTextLimit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value ?? 0, nameof(value));
            field = value;
        }
    }

    /// <summary>
    /// How long the reading of one process may wait in the kernel; null, the default, is 200 ms, <see cref="Timeout.InfiniteTimeSpan"/> is
    /// no limit. A process can keep its readers waiting for as long as it likes: its command line, environment and memory maps while its
    /// memory map is locked, the paths of its files while their file system does not answer. Such a process keeps the short name that the
    /// kernel has of it, and the other values have the reason <see cref="UnavailableReason.TimedOut"/>. It is read again once the read that
    /// is under way has returned.
    /// </summary>
    /// <remarks>
    /// Only the time in which a read waits counts, not the time that it needs: the maps of a large process may take longer. A read that
    /// does not return keeps a thread of the library. There are at most 8 such threads in a program; while all of them wait, the values
    /// that can wait are timed out at once. Linux; on other operating systems the option has no effect.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public TimeSpan? ProcessReadTimeout
    {
        get;
        init
        {
            _ = TimeLimit.Check(value);
            field = value;
        }
    }

    /// <summary>
    /// How long the reading of many processes together may wait in the kernel, in the sense of <see cref="ProcessReadTimeout"/>; null, the
    /// default, is 2 s, <see cref="Timeout.InfiniteTimeSpan"/> is no limit. After that the values that can wait are timed out for the
    /// processes that are left. Linux; on other operating systems the option has no effect.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public TimeSpan? ProcessWalkTimeout
    {
        get;
        init
        {
            _ = TimeLimit.Check(value);
            field = value;
        }
    }

    /// <summary>
    /// Whether a BPF program may read the whole process table in one pass instead of two files per process; true by default, unless the
    /// environment variable <c>PSUTIL_BPF</c> is <c>0</c>. It is loaded in the background by the second
    /// <see cref="ProcessMonitor.Refresh"/> or <see cref="Processes.Capture(ProcessFields)"/> of at least 300 processes whose fields all
    /// come from <c>stat</c> and <c>statm</c>, and it is unloaded when the machine is disposed or this process ends. Where it is refused or
    /// fails, the files are read, and <see cref="Processes.GetBpfRefusal"/> has the reason. Linux 5.8 with BTF, root or CAP_BPF and
    /// CAP_PERFMON, no seccomp filter, the machine's own <c>/proc</c>; elsewhere the option has no effect. Another one finds the holders of
    /// sockets for repeated calls of <see cref="Network.GetConnections(ConnectionKinds, bool)"/>.
    /// </summary>
    public bool AllowBpf { get; init; } = Environment.GetEnvironmentVariable("PSUTIL_BPF") != "0";

    /// <summary>From how many processes on the program is loaded: tests lower it. With 0, the first reading loads it and waits.</summary>
    internal int LeastProcessesForBpf { get; init; } = 300;

    /// <summary>
    /// Reads the roots from the environment variables <c>HOST_PROC</c>, <c>HOST_SYS</c>, <c>HOST_ETC</c>, <c>HOST_RUN</c>, <c>HOST_DEV</c>
    /// and <c>HOST_ROOT</c>. If <c>HOST_ROOT</c> is set, the roots that are not set are directories below it. An empty variable counts as
    /// not set.
    /// </summary>
    public static MachineOptions FromEnvironment()
    {
        string? root = Get("HOST_ROOT");
        return new MachineOptions
        {
            RootPath = root,
            ProcPath = Get("HOST_PROC") ?? Below("proc"),
            SysPath = Get("HOST_SYS") ?? Below("sys"),
            EtcPath = Get("HOST_ETC") ?? Below("etc"),
            RunPath = Get("HOST_RUN") ?? Below("run"),
            DevPath = Get("HOST_DEV") ?? Below("dev"),
        };

        static string? Get(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

        string? Below(string folder) => root is null ? null : Path.Join(root, folder);
    }
}
