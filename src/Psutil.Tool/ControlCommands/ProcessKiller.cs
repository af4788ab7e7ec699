using Psutil.Tool.Commands;
using Psutil.Tool.Listing;

namespace Psutil.Tool.ControlCommands;

/// <summary>Sends a signal to processes, after a check that each is still the selected one.</summary>
internal sealed class ProcessKiller(ToolHost host, Machine machine, SignalName signal)
{
    /// <summary>How long to wait for their end before they are killed; null not to wait.</summary>
    public TimeSpan? Grace { get; init; }

    /// <summary>Sends the signal to each process.</summary>
    public IReadOnlyList<KillOutcome> Kill(IReadOnlyList<ProcessRow> rows)
    {
        List<KillOutcome> outcomes =
        [
            .. rows.Select(row => new KillOutcome(row, Try(row, process => process.Send(Signal.FromNumber(signal.Number))))),
        ];
        if (Grace is not { } grace)
        {
            return outcomes;
        }

        OSProcess[] sent = [.. outcomes.Where(outcome => outcome.Result == KillOutcome.Sent).Select(outcome => HandleOf(outcome.Process))];
        foreach (OSProcess process in machine.Processes.WaitAll(sent, grace).Survivors)
        {
            Try(rows.First(row => row.Snapshot.Identity == process.Identity), process => process.Kill());
        }

        HashSet<ProcessIdentity> alive =
        [
            .. machine.Processes.WaitAll(sent, KillTreeOptions.DefaultTimeout).Survivors.Select(process => process.Identity),
        ];
        return
        [
            .. outcomes.Select(outcome =>
                outcome.Result != KillOutcome.Sent
                    ? outcome
                    : outcome with
                    {
                        Result = alive.Contains(outcome.Process.Snapshot.Identity) ? KillOutcome.Alive : KillOutcome.Ended,
                    }
            ),
        ];
    }

    /// <summary>Ends whole trees, including processes that start meanwhile.</summary>
    /// <param name="roots">The processes whose trees these are.</param>
    /// <param name="members">The known members of the trees, for their names.</param>
    public IReadOnlyList<KillOutcome> KillTrees(IReadOnlyList<ProcessRow> roots, IReadOnlyList<ProcessRow> members)
    {
        Dictionary<ProcessIdentity, ProcessRow> rows = members.ToDictionary(row => row.Snapshot.Identity);
        OrderedDictionary<ProcessIdentity, KillOutcome> outcomes = [];
        foreach (ProcessRow root in roots)
        {
            KillTreeResult result = HandleOf(root).KillTree(new KillTreeOptions { GracePeriod = Grace });
            Note(result.Ended.Select(exit => exit.Process), KillOutcome.Ended);
            Note(result.Survivors, KillOutcome.Alive);
        }

        return [.. outcomes.Values];

        void Note(IEnumerable<OSProcess> processes, string outcome)
        {
            foreach (OSProcess process in processes)
            {
                // Of a process that started meanwhile, only the PID is known.
                ProcessRow row = rows.GetValueOrDefault(process.Identity)
                    ?? new ProcessRow(new ProcessSnapshot(process.Identity), null, null);
                outcomes.TryAdd(process.Identity, new KillOutcome(row, outcome));
            }
        }
    }

    private OSProcess HandleOf(ProcessRow row) => machine.Processes.FromIdentity(row.Snapshot.Identity);

    private string Try(ProcessRow row, Action<OSProcess> act)
    {
        try
        {
            act(HandleOf(row));
            return KillOutcome.Sent;
        }
        catch (NoSuchProcessException)
        {
            return KillOutcome.Gone;
        }
        catch (PsutilException exception)
        {
            host.Complain(exception.Message);
            return exception is AccessDeniedException ? KillOutcome.Denied : KillOutcome.Failed;
        }
    }
}
