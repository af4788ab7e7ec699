using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Psutil;

/// <summary>The machine's processes.</summary>
public abstract partial class Processes
{
    /// <summary>Makes a facet.</summary>
    /// <param name="machine">The machine whose processes these are. Its other facets are asked when they are needed, not before.</param>
    protected Processes(Machine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        Machine = machine;
    }

    // The longest that a timer of the runtime takes, 49 days: a wait for longer is one for ever.
    internal static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>The process that calls.</summary>
    /// <exception cref="PsutilNotSupportedException">These are the processes of another root or, on Linux, of another PID namespace: there
    /// its PID is another process's.</exception>
    public OSProcess Current => IsOfThisSystem ? Get(Environment.ProcessId) : throw OfAnotherSystem();

    /// <summary>The machine whose processes these are.</summary>
    protected internal Machine Machine { get; }

    /// <summary>Whether their PIDs are those that this process's own system calls speak of.</summary>
    internal virtual bool IsOfThisSystem => true;

    /// <summary>
    /// The fields that this operating system tells of processes, rights permitting. A field outside is null and 'not supported here'.
    /// </summary>
    public virtual ProcessFields SupportedFields => ProcessFields.All;

    /// <summary>The PIDs of all processes, in ascending order.</summary>
    /// <exception cref="PsutilException">The list could not be read.</exception>
    public abstract IReadOnlyList<int> GetPids();

    /// <summary>Whether a process (not a thread) has this PID now; a zombie still has one.</summary>
    public abstract bool Exists(int pid);

    /// <summary>The process that has a PID now.</summary>
    /// <returns>False if there is none.</returns>
    public abstract bool TryGet(int pid, [NotNullWhen(true)] out OSProcess? process);

    /// <summary>
    /// The requested fields of all processes, in the order of their PIDs. Processes that end meanwhile are left out; what is denied is
    /// named in each snapshot.
    /// </summary>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public abstract IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields);

    /// <summary>
    /// The same, read by several threads at once: worth it for slow fields (<see cref="ProcessFields.MemoryFootprint"/>,
    /// <see cref="ProcessFields.MemoryMaps"/>) where CPUs are free.
    /// </summary>
    /// <param name="fields">What to read.</param>
    /// <param name="maxDegreeOfParallelism">How many threads at most. On operating systems that answer for all processes at once it changes
    /// nothing.</param>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public virtual IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields, int maxDegreeOfParallelism)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxDegreeOfParallelism);
        return Capture(fields);
    }

    /// <summary>The process table kept over time: CPU use and I/O rates, what started and what exited. To be disposed.</summary>
    /// <param name="fields">What to read of each process at each refresh; the CPU times are added.</param>
    public ProcessMonitor CreateMonitor(ProcessFields fields = ProcessFields.Basic) => CreateMonitorCore(fields);

    /// <summary>The handle of a process whose identity is known. Asks nothing: the process may have ended.</summary>
    public abstract OSProcess FromIdentity(ProcessIdentity identity);

    /// <summary>
    /// The signals of this operating system: names such as <c>SIGTERM</c>, and their numbers. Empty where there are none.
    /// </summary>
    public virtual IReadOnlyDictionary<string, int> GetSignalNumbers() => new Dictionary<string, int>(0);

    /// <summary>Starts a program.</summary>
    /// <returns>The child, with those of its standard streams that were redirected.</returns>
    /// <exception cref="SystemCallException">The program could not be started: there is none of that name, or the caller may not run
    /// it.</exception>
    public ChildProcess Start(ProcessStartInfo startInfo, bool killOnDispose = false)
    {
        ArgumentNullException.ThrowIfNull(startInfo);
        return ChildProcess.Start(this, startInfo, killOnDispose);
    }

    /// <summary>Waits until all of some processes have ended.</summary>
    /// <param name="processes">The processes.</param>
    /// <param name="timeout">How long to wait; null or <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, zero to look
    /// once.</param>
    /// <param name="onExit">Called as each one ends, one call at a time.</param>
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
        try
        {
            if (timeout == TimeSpan.Zero)
            {
                await timer.CancelAsync().ConfigureAwait(false);
            }
            else if (timeout is { } limit && limit <= LongestTimer)
            {
                timer.CancelAfter(limit);
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
            // Whatever was thrown, by a wait or by the caller's own code, no other wait stays behind.
            await timer.CancelAsync().ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new WaitAllResult { Ended = ended, Survivors = [.. processes.Where(alive.Contains)] };
    }

    /// <summary>The process that has a PID now.</summary>
    /// <exception cref="NoSuchProcessException">There is none.</exception>
    public OSProcess Get(int pid) => TryGet(pid, out OSProcess? process) ? process : throw new NoSuchProcessException(pid);

    /// <summary>The process that an object of the framework stands for.</summary>
    /// <remarks>
    /// As long as the framework's object has not seen the end of its process, the PID cannot have passed on: on Windows the object holds
    /// the process, on Unix the framework has not collected its child. On Unix it knows no more than the PID of a process that is no child.
    /// </remarks>
    /// <exception cref="NoSuchProcessException">The process has ended, even if its PID belongs to another one now.</exception>
    /// <exception cref="AccessDeniedException">The framework may not hold the process.</exception>
    /// <exception cref="PsutilNotSupportedException">These are the processes of another root.</exception>
    /// <exception cref="InvalidOperationException">The object stands for no process yet.</exception>
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
            // In this order: had it ended before it was found, it might be another one that was.
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

    /// <summary>All processes, in the order of their PIDs. Those that end while the caller looks are left out.</summary>
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

    /// <summary>Why nothing is done to these processes, where <see cref="IsOfThisSystem"/> is false.</summary>
    internal virtual PsutilNotSupportedException OfAnotherSystem() =>
        new("A process of another root can be looked at, but not changed or opened: its PID means another process here.");

    /// <summary>The monitor of the process table.</summary>
    protected virtual ProcessMonitor CreateMonitorCore(ProcessFields fields) =>
        new SnapshotProcessMonitor(this, fields, Machine.Cpu, TimeProvider.System);

    private static async Task<ProcessExit> WaitOneAsync(OSProcess process, CancellationToken cancellationToken) =>
        new() { Process = process, ExitCode = await process.WaitAsync(cancellationToken).ConfigureAwait(false) };
}
