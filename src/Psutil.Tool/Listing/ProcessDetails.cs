using Psutil.Tool.Commands;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.Listing;

/// <summary>One process in full: the text or JSON of <c>psutil info</c>.</summary>
internal sealed class ProcessDetails(ToolHost host, WatchLoop loop, Machine machine, OSProcess process)
{
    private UseSample? _sample;

    public bool ShowsEnvironment { get; init; }

    /// <summary>Whether mapped regions are listed singly instead of grouped by path.</summary>
    public bool ShowsMaps { get; init; }

    /// <summary>Writes it once, or repeatedly until the process ends. Returns the exit code.</summary>
    public int Run()
    {
        bool wasFound = false;
        IReadOnlyList<ProcessField> fields = [.. ProcessFieldTable.All.Where(field => loop.IsJson || IsShown(field))];
        ProcessFields sources = ProcessFieldTable.SourcesOf(fields);
        if (loop.IsJson)
        {
            loop.WriteJson(writer => TryRead(sources, fields, out ProcessRow? row) && (wasFound = WriteJson(writer, row, fields)));
        }
        else
        {
            loop.WriteText(page => TryRead(sources, fields, out ProcessRow? row) && (wasFound = WriteText(page, row)), wrap: true);
        }

        if (!wasFound)
        {
            host.Complain(string.Create(CultureInfo.InvariantCulture, $"process {process.Pid} has just ended"));
            return ExitCode.NothingMatched;
        }

        return ExitCode.Found;
    }

    private bool IsShown(ProcessField field) =>
        (ShowsEnvironment || field != ProcessFieldTable.Environment) && (ShowsMaps || field != ProcessFieldTable.MemoryMaps);

    private bool TryRead(
        ProcessFields sources,
        IReadOnlyList<ProcessField> fields,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ProcessRow? row
    )
    {
        UseSample? earlier = _sample;
        if (earlier is null)
        {
            earlier = TakeSample();
            host.Sleep(loop.Interval);
        }

        _sample = TakeSample();
        double? percent = _sample.PercentSince(earlier, process.Identity);
        ProcessSnapshot snapshot = process.Capture(sources);
        bool isGone = snapshot.Unavailable.TryGetValue(ProcessFields.Name, out Unavailability why) && why.Reason == UnavailableReason.Gone;
        if (isGone)
        {
            row = null;
            return false;
        }

        ProcessRow found = row = new ProcessRow(snapshot, percent, ProcessSampler.TotalMemory(machine))
        {
            Time = host.Clock.GetUtcNow(),
            GpuPercent = _sample.GpuPercentSince(earlier, process.Identity),
        };
        loop.Note(() => DeniedNotice.Of(host, [found], fields));
        return true;
    }

    private UseSample TakeSample() =>
        UseSample.Of([process.Capture(ProcessFields.CpuTimes | (loop.IsJson ? ProcessFields.Gpu : ProcessFields.None))], host.Clock);

    private bool WriteJson(ReportWriter writer, ProcessRow row, IReadOnlyList<ProcessField> fields)
    {
        if (ShowsMaps)
        {
            fields = [.. fields.Select(field => field == ProcessFieldTable.MemoryMaps ? UngroupedMaps(field) : field)];
        }

        writer.StartObject();
        writer.Number("schema", MachineReport.Schema);
        ProcessReport.Write(writer, row, fields);
        writer.EndObject();
        return true;
    }

    private static ProcessField UngroupedMaps(ProcessField field) =>
        new()
        {
            Name = field.Name,
            Sources = field.Sources,
            Write = (writer, row) => ProcessMemoryReport.WriteMaps(writer, row.Snapshot.MemoryMaps, grouped: false),
        };

    private bool WriteText(TextPage page, ProcessRow row)
    {
        ProcessPage view = new(page, row, host.Clock);
        view.WriteSummary(Parent(row), Children());
        view.WriteLimits();
        view.WriteThreads();
        view.WriteOpenFiles();
        view.WriteConnections();
        if (ShowsMaps)
        {
            view.WriteMaps();
        }

        if (ShowsEnvironment)
        {
            view.WriteEnvironment();
        }

        return true;
    }

    private ProcessSnapshot? Parent(ProcessRow row)
    {
        if (row.Snapshot.ParentPid is not > 0)
        {
            return null;
        }

        try
        {
            return process.GetParent()?.Capture(ProcessFields.Name);
        }
        catch (PsutilException)
        {
            return null;
        }
    }

    private IReadOnlyList<ProcessSnapshot> Children()
    {
        try
        {
            return [.. process.GetChildren().Select(child => child.Capture(ProcessFields.Name)).Where(child => child.Name is not null)];
        }
        catch (PsutilException)
        {
            return [];
        }
    }
}
