using Psutil.Tool.Commands;
using Psutil.Tool.Listing;

namespace Psutil.Tool.ControlCommands;

/// <summary>The processes that a command acts on, each with its identity.</summary>
/// <param name="Rows">Who they are.</param>
/// <param name="IsComplete">Whether every PID that was named has a process.</param>
internal sealed record ProcessSelection(IReadOnlyList<ProcessRow> Rows, bool IsComplete)
{
    private const ProcessFields Shown = ProcessFields.Name | ProcessFields.UserName;

    /// <summary>
    /// Finds the processes with the given PIDs, if any, that match the filter. A filter never selects the calling process.
    /// </summary>
    public static ProcessSelection Find(ToolHost host, Machine machine, IReadOnlyList<string> pids, ProcessFilter filter, TimeSpan interval)
    {
        using ProcessSampler sampler = new(host, machine, interval);
        IReadOnlyList<ProcessRow> rows = sampler.List([], Shown | filter.Sources, needsPercent: filter.Cpu is not null);
        rows = [.. rows.Where(filter.Matches)];
        if (pids.Count == 0)
        {
            return new ProcessSelection([.. rows.Where(row => row.Snapshot.Pid != Environment.ProcessId)], IsComplete: true);
        }

        List<ProcessRow> chosen = [];
        bool isComplete = true;
        foreach (string text in pids.Distinct(StringComparer.Ordinal))
        {
            if (rows.FirstOrDefault(row => row.Snapshot.Pid.ToString(CultureInfo.InvariantCulture) == text) is { } row)
            {
                chosen.Add(row);
                continue;
            }

            isComplete = false;
            host.Complain(filter.IsEmpty ? $"there is no process {text}" : $"process {text} does not match the filter");
        }

        return new ProcessSelection(chosen, isComplete);
    }

    /// <summary>The same with all descendants, each after its ancestor.</summary>
    public ProcessSelection WithDescendants(Machine machine)
    {
        OrderedDictionary<ProcessIdentity, ProcessRow> members = [];
        foreach (ProcessRow row in Rows)
        {
            members.TryAdd(row.Snapshot.Identity, row);
            foreach (OSProcess descendant in DescendantsOf(machine.Processes.FromIdentity(row.Snapshot.Identity)))
            {
                members.TryAdd(descendant.Identity, row with { Snapshot = descendant.Capture(Shown) });
            }
        }

        return this with
        {
            Rows = [.. members.Values.Where(row => row.Snapshot.Pid != Environment.ProcessId)],
        };
    }

    private static IReadOnlyList<OSProcess> DescendantsOf(OSProcess process)
    {
        try
        {
            return process.GetChildren(recursive: true);
        }
        catch (NoSuchProcessException)
        {
            return [];
        }
    }
}
