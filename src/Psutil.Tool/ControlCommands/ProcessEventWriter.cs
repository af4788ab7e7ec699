using Psutil.Tool.Commands;
using Psutil.Tool.Listing;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.ControlCommands;

/// <summary>Writes each process event at once: as a line, a row or a JSON object.</summary>
internal sealed class ProcessEventWriter(ToolHost host, WatchLoop loop, ProcessFilter filter)
{
    private readonly Table<ProcessEvent> _table = CreateTable();
    private bool _isBegun;

    /// <summary>Writes events until there are no more or the count is reached. Returns whether there were any.</summary>
    public async Task<bool> WriteAsync(ProcessWatch watch, int? limit)
    {
        int count = 0;
        await foreach (ProcessEvent happening in watch.ConfigureAwait(false))
        {
            if (happening.Time > host.Until)
            {
                break;
            }

            if (happening.Time < host.Since || !IsMeant(happening))
            {
                continue;
            }

            Write(happening);
            if (++count == limit)
            {
                break;
            }
        }

        return count > 0;
    }

    // The lost events may have matched.
    private bool IsMeant(ProcessEvent happening) =>
        happening is ProcessEventsLostEvent
        || (
            (filter.Pids is null || filter.Pids.Contains(IdentityOf(happening)!.Value.Pid))
            && (filter.Name is null || filter.Name.Matches(NameOf(happening)))
        );

    private void Write(ProcessEvent happening)
    {
        switch (loop.Form)
        {
            case OutputForm.Json:
                loop.WriteJson(writer =>
                {
                    writer.StartObject();
                    writer.Number("schema", MachineReport.Schema);
                    WriteMembers(writer, happening);
                    writer.EndObject();
                    return true;
                });
                break;
            case OutputForm.Csv:
                CsvWriter csv = new();
                _table.WriteCsv(csv, [happening], withHeader: !_isBegun, time: null);
                loop.Write(csv.ToString());
                break;
            default:
                loop.WriteLine(Describe(happening));
                break;
        }

        _isBegun = true;
    }

    private string Describe(ProcessEvent happening)
    {
        string time = TimeZoneInfo
            .ConvertTime(happening.Time, host.Clock.LocalTimeZone)
            .ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{time} ")
            + happening switch
            {
                ProcessStartedEvent started => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{started.Identity.Pid, 7} started {started.Name ?? "?"}, by {(object?)ParentPid(started) ?? "?"}"
                ),
                ProcessRenamedEvent renamed => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{renamed.Identity.Pid, 7} {(renamed.ByExec == true ? "runs" : "is now called")} {renamed.Name ?? "?"}"
                ),
                ProcessExitedEvent exited => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{exited.Identity.Pid, 7} exited  {exited.Name ?? "?"}, {ExitText(exited.ExitCode)}"
                ),
                ProcessEventsLostEvent lost => $"        lost    {lost.Count?.ToString(CultureInfo.InvariantCulture) ?? "?"} events",
                _ => throw new ArgumentOutOfRangeException(nameof(happening), happening, null),
            };
    }

    private static string ExitText(int? exitCode) =>
        exitCode switch
        {
            null => "exit code unknown",
            < 0 => string.Create(CultureInfo.InvariantCulture, $"signal {-exitCode}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"code {exitCode}"),
        };

    private static Table<ProcessEvent> CreateTable() =>
        new(
            "events",
            [
                new("time", (writer, happening) => writer.Instant(happening.Time)),
                new("event", (writer, happening) => writer.Text(KindOf(happening))),
                new("pid", (writer, happening) => writer.Number(IdentityOf(happening)?.Pid)),
                new("ppid", (writer, happening) => writer.Number(ParentPid(happening as ProcessStartedEvent))),
                new("exit_code", (writer, happening) => writer.Number((happening as ProcessExitedEvent)?.ExitCode)),
                new("count", (writer, happening) => writer.Number((happening as ProcessEventsLostEvent)?.Count)),
                new("name", (writer, happening) => writer.Text(NameOf(happening))),
            ]
        );

    private static void WriteMembers(ReportWriter writer, ProcessEvent happening)
    {
        writer.Instant("time", happening.Time);
        writer.Text("event", KindOf(happening));
        if (happening is ProcessEventsLostEvent lost)
        {
            writer.Number("count", lost.Count);
            return;
        }

        writer.Number("pid", IdentityOf(happening)?.Pid);
        writer.Text("name", NameOf(happening));
        switch (happening)
        {
            case ProcessStartedEvent started:
                writer.Number("ppid", ParentPid(started));
                break;
            case ProcessRenamedEvent renamed:
                writer.Flag("by_exec", renamed.ByExec);
                break;
            case ProcessExitedEvent exited:
                writer.Number("exit_code", exited.ExitCode);
                break;
        }
    }

    // As in psutil: 0 if there is no parent.
    private static int? ParentPid(ProcessStartedEvent? started) => started is { HasNoParent: true } ? 0 : started?.ParentPid;

    private static string KindOf(ProcessEvent happening) =>
        happening switch
        {
            ProcessStartedEvent => "started",
            ProcessRenamedEvent => "renamed",
            ProcessExitedEvent => "exited",
            _ => "lost",
        };

    private static ProcessIdentity? IdentityOf(ProcessEvent happening) =>
        happening switch
        {
            ProcessStartedEvent started => started.Identity,
            ProcessRenamedEvent renamed => renamed.Identity,
            ProcessExitedEvent exited => exited.Identity,
            _ => null,
        };

    private static string? NameOf(ProcessEvent happening) =>
        happening switch
        {
            ProcessStartedEvent started => started.Name,
            ProcessRenamedEvent renamed => renamed.Name,
            ProcessExitedEvent exited => exited.Name,
            _ => null,
        };
}
