using Psutil.Tool.Listing;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;

namespace Psutil.Tool.Top.Sampling;

/// <summary>Reads a page of the detail view: only the values of that page. Not thread-safe.</summary>
internal sealed class DetailReader(Machine machine, TimeProvider clock) : IDisposable
{
    private ProcessIdentity? _threadsOf;
    private long _threadsAt;
    private Dictionary<int, TimeSpan> _threadTimes = [];
    private readonly DetailIO _io = new(clock);
    private readonly DetailSockets _sockets = new(machine);

    /// <summary>Whether it counts something, and so must be disposed when the page of the sockets is left.</summary>
    public bool IsCounting => _sockets.IsCounting;

    /// <summary>Ends counting; the next reading begins anew.</summary>
    public void Dispose() => _sockets.Dispose();

    /// <summary>The view with the page's lines; after the end of the process with those that were read last.</summary>
    public TopDetail Read(TopDetail detail)
    {
        OSProcess process = machine.Processes.FromIdentity(detail.Process.Identity);
        ProcessSnapshot snapshot = process.Capture(FieldsOf(detail));
        if (snapshot.Unavailable.Values.Any(why => why.Reason == UnavailableReason.Gone))
        {
            return detail with { IsEnded = true, Lines = detail.Lines ?? ["the process has ended"] };
        }

        // As into a pipe: whole lines without colours.
        TextPage page = new(new Terminal());
        ProcessPage view = new(page, new ProcessRow(snapshot, detail.Process.CpuPercent, ProcessSampler.TotalMemory(machine)), clock)
        {
            HasHeadings = false,
        };
        switch (detail.Page)
        {
            case DetailPage.Summary:
                new DetailSummary(page, snapshot, detail, clock) { IO = _io.RatesOf(snapshot) }.Write();
                break;
            case DetailPage.Threads:
                WriteThreads(page, snapshot);
                break;
            case DetailPage.Files:
                view.WriteOpenFiles();
                break;
            case DetailPage.Sockets:
                _sockets.Write(page, snapshot);
                break;
            case DetailPage.Environment:
                view.WriteEnvironment();
                break;
            case DetailPage.Maps:
                view.WriteMaps();
                break;
            case DetailPage.Limits:
                view.WriteLimits();
                break;
        }

        return detail with
        {
            Lines = page.ToString().TrimEnd('\n').Split('\n'),
        };
    }

    /// <summary>Writes why a field is missing.</summary>
    public static void WriteReason(TextPage page, ProcessSnapshot snapshot, ProcessFields field) =>
        page.Write(snapshot.Unavailable.TryGetValue(field, out Unavailability why) ? Reasons.Of(why.Reason) : TextReportWriter.UnknownText)
            .EndLine();

    private static ProcessFields FieldsOf(TopDetail detail) =>
        detail.Page switch
        {
            DetailPage.Summary => DetailSummary.SourcesFor(detail.Arguments),
            DetailPage.Threads => ProcessFields.Threads,
            DetailPage.Files => ProcessFields.OpenFiles,
            DetailPage.Sockets => ProcessFields.Connections,
            DetailPage.Environment => ProcessFields.Environment,
            DetailPage.Maps => ProcessFields.MemoryMaps,
            _ => ProcessFields.ResourceLimits,
        };

    private void WriteThreads(TextPage page, ProcessSnapshot snapshot)
    {
        if (snapshot.Threads is not { } threads)
        {
            WriteReason(page, snapshot, ProcessFields.Threads);
            return;
        }

        long now = clock.GetTimestamp();
        Dictionary<int, TimeSpan> before = _threadsOf == snapshot.Identity ? _threadTimes : [];
        TimeSpan elapsed = clock.GetElapsedTime(_threadsAt, now);
        TableWriter table = new(
            [
                new("TID", IsRightAligned: true),
                new("CPU%", IsRightAligned: true),
                new("TIME", IsRightAligned: true),
                new("STATE"),
                new("NAME"),
            ],
            gap: 2
        );
        foreach (ProcessThreadInfo thread in threads)
        {
            TimeSpan used = thread.User + thread.System;
            table.Add(
                thread.Id.ToString(CultureInfo.InvariantCulture),
                elapsed > TimeSpan.Zero && before.TryGetValue(thread.Id, out TimeSpan earlier)
                    ? Math.Max(0, (used - earlier) / elapsed * 100).ToString("0.0", CultureInfo.InvariantCulture)
                    : "",
                Duration.CpuTime(used),
                thread.Status is { } status ? ProcessReport.StatusName(status) : "?",
                thread.Name ?? "?"
            );
        }

        page.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{threads.Count} {(threads.Count == 1 ? "thread" : "threads")}, CPU% of one core"
                ),
                Style.Header
            )
            .EndLine();
        table.Write(page);
        (_threadsOf, _threadsAt, _threadTimes) = (
            snapshot.Identity,
            now,
            threads.ToDictionary(thread => thread.Id, thread => thread.User + thread.System)
        );
    }
}
