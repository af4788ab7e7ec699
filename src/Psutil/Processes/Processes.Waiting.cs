namespace Psutil;

// Waiting for a process to appear.
public abstract partial class Processes
{
    // Where the kernel reports new processes, the table is read for what it does not report: a change of the user, or of the arguments.
    private static readonly TimeSpan PauseWithEvents = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseWithoutEvents = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until there is a process that meets a condition. Returns at once if there is one. Zombies are passed over.</summary>
    /// <param name="condition">The condition, such as <c>process => process.Name == "nginx"</c>. It is asked about one process at a time,
    /// on any thread.</param>
    /// <param name="fields">The fields that the condition needs. They are read of every process.</param>
    /// <param name="timeout">How long to wait: null, the default, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit, zero to check
    /// once.</param>
    /// <returns>The process; the one with the lowest PID if there were several.</returns>
    /// <remarks>
    /// Where the kernel reports events (see <see cref="Watch"/>), a process is examined as soon as it has started, run another program or
    /// changed its name, and the whole table every second. Elsewhere, the table is read every 100 ms.
    /// </remarks>
    /// <exception cref="PsutilTimeoutException">No process has met the condition in time.</exception>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public OSProcess WaitForProcess(Func<ProcessSnapshot, bool> condition, ProcessFields fields, TimeSpan? timeout = null) =>
        WaitForProcessAsync(condition, fields, timeout, CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc cref="WaitForProcess"/>
    /// <param name="condition">The condition. It is asked about one process at a time, on any thread.</param>
    /// <param name="fields">The fields that the condition needs. They are read of every process.</param>
    /// <param name="timeout">How long to wait: null, the default, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit, zero to check
    /// once.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<OSProcess> WaitForProcessAsync(
        Func<ProcessSnapshot, bool> condition,
        ProcessFields fields,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(condition);
        timeout = TimeLimit.Check(timeout);
        fields |= ProcessFields.Status | ProcessFields.ThreadCount;
        using ConditionWait wait = new("no process met the condition", timeout, Machine.TimeProvider, cancellationToken);

        // Before the first look, so that nobody appears in between.
        using ProcessWatch? watch = timeout == TimeSpan.Zero ? null : TryWatchKernel();
        IAsyncEnumerator<ProcessEvent>? events = watch?.GetAsyncEnumerator(CancellationToken.None);
        Task<bool>? next = null;
        while (true)
        {
            if (Capture(fields).FirstOrDefault(MeetsCondition) is { } found)
            {
                return FromIdentity(found.Identity);
            }

            if (events is null)
            {
                await wait.PauseAsync(PauseWithoutEvents).ConfigureAwait(false);
                continue;
            }

            Task pause = wait.PauseAsync(PauseWithEvents);
            next ??= events.MoveNextAsync().AsTask();
            while (!pause.IsCompleted && await Task.WhenAny(next, pause).ConfigureAwait(false) == next)
            {
                if (!next.IsCompletedSuccessfully || !next.Result)
                {
                    // The events have ended: the rest of the wait does without.
                    _ = next.Exception;
                    events = null;
                    break;
                }

                if (
                    events.Current is ProcessStartedEvent or ProcessRenamedEvent
                    && IdentityOf(events.Current) is { StartTime: not null } identity
                    && FromIdentity(identity) is var process
                    && process.Capture(fields) is var snapshot
                    && MeetsCondition(snapshot)
                )
                {
                    return process;
                }

                next = events.MoveNextAsync().AsTask();
            }

            await pause.ConfigureAwait(false);
        }

        bool MeetsCondition(ProcessSnapshot snapshot) =>
            !(
                snapshot.Unavailable.TryGetValue(ProcessFields.Status, out Unavailability missing)
                && missing.Reason == UnavailableReason.Gone
            )
            && !ProcessTableWatch.HasEnded(snapshot)
            && condition(snapshot);
    }

    private static ProcessIdentity? IdentityOf(ProcessEvent happening) =>
        happening switch
        {
            ProcessStartedEvent started => started.Identity,
            ProcessRenamedEvent renamed => renamed.Identity,
            _ => null,
        };
}
