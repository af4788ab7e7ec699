using Psutil.Tool.Commands;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary>Runs a command that shows a table about the machine.</summary>
internal static class MachineTable
{
    /// <summary>Reads and writes it, once or repeatedly. Returns the exit code.</summary>
    /// <param name="host">The host.</param>
    /// <param name="loop">How it is written.</param>
    /// <param name="table">What it looks like.</param>
    /// <param name="subject">The name of the subject, for a message that it could not be read.</param>
    /// <param name="places">The gaps that have the reason.</param>
    /// <param name="read">Reads a frame and notes what is missing; null if the subject itself is.</param>
    public static int Run<T>(
        ToolHost host,
        WatchLoop loop,
        Table<T> table,
        string subject,
        string[] places,
        Func<Machine, Gaps, TableFrame<T>?> read
    )
    {
        Machine machine = host.OpenMachineFor(loop.ReadsAgain);
        Gaps gaps = new();
        bool isMissing = false;
        bool isEmpty = true;
        loop.WriteTable(table, () =>
        {
            Gaps current = gaps = new Gaps();
            TableFrame<T>? frame = read(machine, current);
            isMissing = frame is null;
            isEmpty = frame is null or { Rows.Count: 0 };
            if (frame is not null)
            {
                loop.Note(() => GapNotice.Of(current));
            }

            return frame is null
                ? null
                : frame with
                {
                    Members = writer =>
                    {
                        frame.Members?.Invoke(writer);
                        GapsReport.Write(writer, current);
                    },
                };
        });
        if (isMissing)
        {
            Gap? failure = places.Select(gaps.Find).FirstOrDefault(gap => gap is { Reason: not Reasons.NotSupported });
            host.Complain(
                failure is null
                    ? $"reading {subject} is not supported on this operating system"
                    : $"{subject} could not be read: {failure.Message}"
            );
            return ExitCode.Fatal;
        }

        return isEmpty ? ExitCode.NothingMatched : ExitCode.Found;
    }
}
