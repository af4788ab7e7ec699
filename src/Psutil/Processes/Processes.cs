using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Psutil;

/// <summary>The machine's processes.</summary>
public abstract partial class Processes
{
    /// <summary>Creates the facet.</summary>
    /// <param name="machine">The machine that the processes belong to. Its other facets are not used before they are needed.</param>
    protected Processes(Machine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        Machine = machine;
    }

    private RememberedExits? _exits;

    // The longest time of a .NET timer, 49 days. A longer wait has no limit.
    internal static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>The calling process.</summary>
    /// <exception cref="PsutilNotSupportedException">The processes are those of another root or, on Linux, of another PID namespace: there
    /// the PID of the calling process belongs to another process.</exception>
    public OSProcess Current => IsOfThisSystem ? Get(Environment.ProcessId) : throw OfAnotherSystem();

    /// <summary>The machine that the processes belong to.</summary>
    protected internal Machine Machine { get; }

    /// <summary>Whether their PIDs are valid in system calls of the calling process.</summary>
    protected internal virtual bool IsOfThisSystem => true;

    /// <summary>Says who of a table of processes is running, for somebody who looks for their children in it.</summary>
    internal virtual Func<ProcessIdentity, bool> RunningBesides(IReadOnlyList<ProcessSnapshot> table) =>
        identity => FromIdentity(identity).IsRunning();

    /// <summary>How processes ended that a caller can still ask about.</summary>
    internal RememberedExits Exits =>
        _exits ?? Interlocked.CompareExchange(ref _exits, new RememberedExits(MostFollowedExits), null) ?? _exits;

    /// <summary>How many processes that were sent a signal or waited for are followed until they end.</summary>
    private protected virtual int MostFollowedExits => 4096;

    /// <summary>
    /// The fields that this operating system supports. The caller's rights may still not suffice for some of them. An unsupported field is
    /// null, with the reason <see cref="UnavailableReason.NotSupported"/>.
    /// </summary>
    public virtual ProcessFields SupportedFields => ProcessFields.All;

    /// <summary>
    /// Which processes the caller can see. If others are hidden, they are missing in every list, and calls about them say that there is no
    /// such process.
    /// </summary>
    /// <remarks>
    /// Linux: the mount options <c>hidepid=invisible</c> and <c>hidepid=ptraceable</c> of <c>/proc</c> hide the processes of other users
    /// from all but root. With <c>hidepid=noaccess</c> they are listed, and their values are denied. FreeBSD hides them by
    /// <c>security.bsd.see_other_uids</c> and <c>see_other_gids</c>, NetBSD by <c>security.curtain</c>, from all but root. On FreeBSD it is
    /// unknown if jails are hidden (<c>see_jail_proc</c>) or if the module <c>mac_seeotheruids</c> decides. Windows, macOS, OpenBSD: all
    /// are visible.
    /// </remarks>
    public virtual ProcessVisibility GetVisibility() => ProcessVisibility.All;

    /// <summary>
    /// How many processes are hidden from the caller. 0 if all are visible (<see cref="GetVisibility"/>), null if it is not known how many
    /// there are. Processes that start or end meanwhile can make it wrong by their number.
    /// </summary>
    /// <remarks>
    /// Linux: outside of containers, from the number of links of <c>/proc</c>. Null in a PID namespace of its own, and where
    /// <c>/proc</c> is mounted with <c>subset=pid</c>.
    /// </remarks>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public virtual int? GetHiddenCount() => GetVisibility() == ProcessVisibility.All ? 0 : null;

    /// <summary>
    /// How many processes and threads together the kernel allows on the whole machine; null where it is not read. A container or a user can
    /// have a lower limit (<see cref="Machine.GetLimits"/>, <see cref="ResourceKind.ProcessCount"/>).
    /// </summary>
    /// <remarks>Linux: the lesser of <c>kernel.threads-max</c> and <c>kernel.pid_max</c>. Other systems: null.</remarks>
    /// <exception cref="PsutilException">The limit could not be read.</exception>
    public virtual long? GetMaximumCount() => null;

    /// <summary>
    /// Why the process table is not read by a BPF program (<see cref="MachineOptions.AllowBpf"/>), in words; null if it is, or will be by
    /// the second reading of enough processes. The kernel is asked once and nothing is loaded into it; a load that failed since is the
    /// reason from then on.
    /// </summary>
    /// <remarks>
    /// Linux: not allowed, no rights (root, or CAP_BPF and CAP_PERFMON), a seccomp filter, a kernel without BTF or before 5.8, kernel
    /// lockdown, hidden processes, another PID namespace's or another machine's <c>/proc</c>. Other systems have no such programs.
    /// </remarks>
    public virtual string? GetBpfRefusal() => "BPF programs read the process table on Linux only.";

    /// <summary>Lists the PIDs of all processes, in ascending order.</summary>
    /// <exception cref="PsutilException">The list could not be read.</exception>
    public abstract IReadOnlyList<int> GetPids();

    /// <summary>Whether a process has this PID. A zombie counts; a thread does not.</summary>
    public abstract bool Exists(int pid);

    /// <summary>Returns the process that has the PID.</summary>
    /// <returns>False if there is no process with that PID.</returns>
    public abstract bool TryGet(int pid, [NotNullWhen(true)] out OSProcess? process);

    /// <summary>
    /// Reads the requested fields of all processes, in the order of their PIDs. Processes that end during the call are left out. Fields
    /// that cannot be read are in the <see cref="ProcessSnapshot.Unavailable"/> of each snapshot.
    /// </summary>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public abstract IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields);

    /// <summary>
    /// Reads the requested fields of all processes on several threads. This is faster for slow fields
    /// (<see cref="ProcessFields.MemoryFootprint"/>, <see cref="ProcessFields.MemoryMaps"/>) if CPUs are idle.
    /// </summary>
    /// <param name="fields">The fields to read.</param>
    /// <param name="maxDegreeOfParallelism">The maximum number of threads. It has no effect on operating systems that read all processes
    /// with one call.</param>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public virtual IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields, int maxDegreeOfParallelism)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxDegreeOfParallelism);
        return Capture(fields);
    }

    /// <summary>
    /// Creates a monitor, which keeps a process table up to date, with CPU use and I/O rates, and reports which processes started and
    /// ended. The caller disposes it.
    /// </summary>
    /// <param name="fields">The fields to read at each refresh: <see cref="ProcessFields.Basic"/> by default. The CPU times are always
    /// read. <see cref="ProcessFields.NetworkIO"/> is counted from now on; where that is impossible, each snapshot has the
    /// reason.</param>
    public ProcessMonitor CreateMonitor(ProcessFields fields = ProcessFields.Basic)
    {
        ProcessMonitor monitor = CreateMonitorCore(fields);
        monitor.BeginTraffic(() => CreateNetworkMeterCore(new ProcessNetworkMeterOptions()));
        return monitor;
    }

    /// <summary>Creates the handle of a process from its identity, without checking whether the process exists.</summary>
    public abstract OSProcess FromIdentity(ProcessIdentity identity);

    /// <summary>The signals of this operating system: names, such as <c>SIGTERM</c>, and their numbers. Empty if it has none.</summary>
    public virtual IReadOnlyDictionary<string, int> GetSignalNumbers() => new Dictionary<string, int>(0);

    /// <summary>Waits until all the given processes have ended.</summary>
    /// <param name="processes">The processes to wait for.</param>
    /// <param name="timeout">How long to wait: null, the default, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit, zero to check
    /// once.</param>
    /// <param name="onExit">Called for each process when it has ended, one call at a time; null, the default, for nothing.</param>
    public WaitAllResult WaitAll(IReadOnlyCollection<OSProcess> processes, TimeSpan? timeout = null, Action<ProcessExit>? onExit = null) =>
        WaitAllAsync(processes, timeout, onExit).GetAwaiter().GetResult();

    /// <inheritdoc cref="WaitAll"/>
    public async Task<WaitAllResult> WaitAllAsync(
        IReadOnlyCollection<OSProcess> processes,
        TimeSpan? timeout = null,
        Action<ProcessExit>? onExit = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(processes);
        timeout = TimeLimit.Check(timeout);
        List<ProcessExit> ended = new(processes.Count);
        HashSet<OSProcess> alive = [.. processes];
        using CancellationTokenSource timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<ProcessExit>[] waits = [.. alive.Select(process => WaitOneAsync(process, timer.Token))];
        using ITimer? alarm = timeout is { } limit && limit <= LongestTimer ? Machine.TimeProvider.CancelAfter(limit, timer) : null;
        try
        {
            if (timeout == TimeSpan.Zero)
            {
                await timer.CancelAsync().ConfigureAwait(false);
            }

            await foreach (Task<ProcessExit> wait in Task.WhenEach(waits).ConfigureAwait(false))
            {
                if (wait.IsCanceled)
                {
                    continue;
                }

                ProcessExit exit = await wait.ConfigureAwait(false);
                ended.Add(exit);
                alive.Remove(exit.Process);
                onExit?.Invoke(exit);
            }
        }
        finally
        {
            // If a wait or the caller's code throws, the other waits must not stay behind.
            await timer.CancelAsync().ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new WaitAllResult { Ended = ended, Survivors = [.. processes.Where(alive.Contains)] };
    }

    /// <summary>Returns the process that has the PID.</summary>
    /// <exception cref="NoSuchProcessException">There is no process with that PID.</exception>
    public OSProcess Get(int pid) => TryGet(pid, out OSProcess? process) ? process : throw new NoSuchProcessException(pid);

    /// <summary>
    /// Returns the handle of the process that a snapshot is of: the same PID and start time. Does not check whether it still exists; if it
    /// has ended, the calls of the handle say so.
    /// </summary>
    public OSProcess Get(ProcessSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return FromIdentity(snapshot.Identity).Named(snapshot.Name);
    }

    /// <summary>
    /// Finds the processes with exactly this <see cref="ProcessSnapshot.Name"/>, in the order of their PIDs; empty if there are none.
    /// Windows ignores case, and <c>.exe</c> can be left out.
    /// </summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public IReadOnlyList<OSProcess> FindByName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return [.. Capture(ProcessFields.Name).Where(snapshot => HasName(snapshot.Name, name)).Select(Get)];
    }

    /// <summary>Returns the process of a <see cref="Process"/> object of .NET.</summary>
    /// <remarks>
    /// While the object has not noticed the end of its process, the PID cannot have been reused: on Windows the object holds a handle of
    /// the process, and on Unix .NET has not collected the child. This does not hold on Unix for a process that is not a child, of which
    /// the object has only the PID.
    /// </remarks>
    /// <exception cref="NoSuchProcessException">The process has ended, even if another process has its PID now.</exception>
    /// <exception cref="AccessDeniedException">The object may not open the process.</exception>
    /// <exception cref="PsutilNotSupportedException">The processes are those of another root.</exception>
    /// <exception cref="InvalidOperationException">The object has no process yet.</exception>
    public OSProcess Get(Process process)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (!IsOfThisSystem)
        {
            throw OfAnotherSystem();
        }

        OSProcess found = Get(process.Id);
        try
        {
            // In this order: if the process had ended before it was found, another process could have been found.
            return process.HasExited ? throw new NoSuchProcessException(process.Id) : found;
        }
        catch (Win32Exception exception)
        {
            string reason = Marshal.GetPInvokeErrorMessage(exception.NativeErrorCode).TrimEnd('.', ' ');
            throw new AccessDeniedException(
                found.Pid,
                error: new SystemCallError
                {
                    SystemCall = $"open({found.Pid})",
                    ErrorCode = exception.NativeErrorCode,
                    Description = reason,
                }
            );
        }
    }

    /// <summary>Enumerates all processes, in the order of their PIDs. Processes that end during the enumeration are left out.</summary>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public virtual IEnumerable<OSProcess> Enumerate()
    {
        foreach (int pid in GetPids())
        {
            if (TryGet(pid, out OSProcess? process))
            {
                yield return process;
            }
        }
    }

    /// <summary>The reason why nothing can be done to these processes if <see cref="IsOfThisSystem"/> is false.</summary>
    internal virtual PsutilNotSupportedException OfAnotherSystem() =>
        new("A process of another root can be read, but not changed or opened: on this system its PID belongs to another process.");

    /// <summary>Whether the name of a process is the one that is searched for.</summary>
    internal virtual bool HasName(string? name, string wanted) => name == wanted;

    /// <summary>Creates a monitor of the process table.</summary>
    protected virtual ProcessMonitor CreateMonitorCore(ProcessFields fields) =>
        new SnapshotProcessMonitor(this, fields, Machine, Machine.TimeProvider);

    /// <summary>Waits for a process, and keeps it together with its exit code.</summary>
    internal static async Task<ProcessExit> WaitOneAsync(OSProcess process, CancellationToken cancellationToken) =>
        new() { Process = process, ExitCode = await process.WaitAsync(cancellationToken).ConfigureAwait(false) };
}
