using Psutil.Tool.Commands;
using Psutil.Tool.Readings;
using Psutil.Tool.Text;

namespace Psutil.Tool.ProcessCommands;

/// <summary>Runs a command that shows a list of one process.</summary>
internal static class ProcessListTable
{
    /// <summary>Reads and writes the list, again until the process ends if it is watched. Returns the exit code.</summary>
    /// <param name="host">The host.</param>
    /// <param name="loop">How it is written.</param>
    /// <param name="text">The process's PID or name, as it was typed.</param>
    /// <param name="subject">The name of the list, for a message that it could not be read.</param>
    /// <param name="field">Where the list is.</param>
    /// <param name="table">What it looks like.</param>
    /// <param name="select">Takes the list from the snapshot; null if it is not there.</param>
    /// <param name="below">Writes lines below the table; null for none.</param>
    public static int Run<T>(
        ToolHost host,
        WatchLoop loop,
        string text,
        string subject,
        ProcessFields field,
        Table<T> table,
        Func<ProcessSnapshot, IReadOnlyList<T>?> select,
        Action<TextPage, IReadOnlyList<T>>? below = null
    )
    {
        Machine machine = host.OpenMachine();
        if (ProcessArgument.FindOne(host, machine, text, out int exitCode) is not { } process)
        {
            return exitCode;
        }

        bool wasFound = false;
        UnavailableReason? failure = null;
        loop.WriteTable(table, () =>
        {
            ProcessSnapshot snapshot = process.Capture(field);
            if (select(snapshot) is not { } items)
            {
                failure = snapshot.Unavailable.TryGetValue(field, out Unavailability why) ? why.Reason : UnavailableReason.NotSupported;
                return null;
            }

            wasFound = true;
            return new TableFrame<T>(items)
            {
                Below = below is null ? null : page => below(page, items),
                Members = writer => writer.Number("pid", process.Pid),
            };
        });
        if (wasFound && failure is null or UnavailableReason.Gone or UnavailableReason.Zombie)
        {
            return ExitCode.Found;
        }

        host.Complain(
            failure is UnavailableReason.Gone
                ? $"process {text} has just ended"
                : $"the {subject} of process {text} could not be read: {Reasons.Of(failure!.Value)}"
        );
        return failure is UnavailableReason.Gone ? ExitCode.NothingMatched : ExitCode.Fatal;
    }
}
