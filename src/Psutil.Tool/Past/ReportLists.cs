using Psutil.Recording;
using Psutil.Tool.Commands;
using Psutil.Tool.Report;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;

namespace Psutil.Tool.Past;

/// <summary>The lists of a report, in all forms.</summary>
/// <param name="summary">What is reported.</param>
/// <param name="grouping">By what processes were put together.</param>
/// <param name="clock">The clock of whose zone the times of text are; null for programs.</param>
internal sealed class ReportLists(RecordingSummary summary, SummaryGrouping grouping, TimeProvider? clock)
{
    /// <summary>The most rows of a list; null for all.</summary>
    public required int? Limit { get; init; }

    /// <summary>What the use is sorted by.</summary>
    public required string Sort { get; init; }

    /// <summary>Writes everything, or a single list.</summary>
    public void Write(WatchLoop loop, string? list)
    {
        switch (list ?? (loop.Form == OutputForm.Csv ? "use" : null))
        {
            case "use":
                Write(loop, Uses(), Sorted());
                break;
            case "exits":
                Write(loop, Exits(), summary.Failures);
                break;
            case "oom":
                Write(loop, OomKills(), summary.OomKills);
                break;
            case "pressure":
                Write(loop, Strains(), summary.Strains);
                break;
            case "gaps":
                Write(loop, Gaps(), summary.Gaps);
                break;
            default:
                loop.WriteTable(Uses(), () => new TableFrame<RecordedUse>(Cut(Sorted()))
                    {
                        Above = page => ReportHead.Write(page, summary, clock!),
                        Below = WriteMore,
                        Members = WriteMore,
                    });
                break;
        }
    }

    private void Write<T>(WatchLoop loop, Table<T> table, IReadOnlyList<T> rows) =>
        loop.WriteTable(table, () => new TableFrame<T>(Cut(rows)));

    private IReadOnlyList<T> Cut<T>(IReadOnlyList<T> rows) => Limit is { } limit && rows.Count > limit ? [.. rows.Take(limit)] : rows;

    private void WriteMore(TextPage page)
    {
        Section(page, "When it was short of something", Strains(), summary.Strains);
        Section(page, "Ended for lack of memory", OomKills(), summary.OomKills);
        Section(page, "Killed by a signal, or failed", Exits(), summary.Failures);
        Section(page, "Gaps", Gaps(), summary.Gaps);
    }

    private void Section<T>(TextPage page, string title, Table<T> table, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        page.EndLine().Write(title, Style.Header).EndLine();
        table.WriteText(page, Cut(rows), clock!);
        if (Limit < rows.Count)
        {
            page.Write(
                    string.Create(CultureInfo.InvariantCulture, $"and {rows.Count - Limit} more: --limit {rows.Count} shows them"),
                    Style.Dim
                )
                .EndLine();
        }
    }

    private void WriteMore(ReportWriter writer)
    {
        ReportHead.Write(writer, summary, grouping);
        Strains().WriteJson(writer, Cut(summary.Strains));
        OomKills().WriteJson(writer, Cut(summary.OomKills));
        Exits().WriteJson(writer, Cut(summary.Failures));
        Gaps().WriteJson(writer, Cut(summary.Gaps));
    }

    private IReadOnlyList<RecordedUse> Sorted()
    {
        Func<RecordedUse, double?>? key = Sort switch
        {
            "memory" => use => use.AverageRss,
            "peak" => use => use.PeakRss,
            "io" => use => (use.ReadBytes ?? 0) + (use.WriteBytes ?? 0),
            "started" => use => use.Started,
            "exited" => use => use.Exited,
            "network" => use =>
                use.ReceivedBytes is null && use.SentBytes is null ? null : (use.ReceivedBytes ?? 0.0) + (use.SentBytes ?? 0.0),
            "gpu" => use => use.GpuTime?.Ticks,
            _ => null,
        };
        return key is null ? summary.Uses : [.. summary.Uses.OrderByDescending(use => key(use) ?? -1)];
    }

    private Table<RecordedUse> Uses()
    {
        List<Column<RecordedUse>> columns =
        [
            new("cpu_percent", (writer, use) => writer.Percent(PercentOf(use)), "CPU%", IsRightAligned: true),
            new("cpu_time", (writer, use) => writer.Seconds(use.CpuTime), "CPU-TIME", IsRightAligned: true, Rank: 6),
            new("average_rss", (writer, use) => writer.Bytes(use.AverageRss), "AVG-RSS", IsRightAligned: true),
            new("peak_rss", (writer, use) => writer.Bytes(use.PeakRss), "PEAK-RSS", IsRightAligned: true),
            new("peak_time", (writer, use) => Moment(writer, use.PeakTime), "PEAK-AT", IsRightAligned: true, Rank: 5),
            new("read_bytes", (writer, use) => writer.Bytes(use.ReadBytes), "READ", IsRightAligned: true, Rank: 3),
            new("write_bytes", (writer, use) => writer.Bytes(use.WriteBytes), "WRITTEN", IsRightAligned: true, Rank: 3),
        ];

        // Few recordings have these.
        Add("received_bytes", use => use.ReceivedBytes, (writer, use) => writer.Bytes(use.ReceivedBytes), "RECV");
        Add("sent_bytes", use => use.SentBytes, (writer, use) => writer.Bytes(use.SentBytes), "SENT");
        Add("gpu_time", use => use.GpuTime?.Ticks, (writer, use) => writer.Seconds(use.GpuTime), "GPU-TIME");
        Add("peak_gpu_memory", use => use.PeakGpuMemory, (writer, use) => writer.Bytes(use.PeakGpuMemory), "GPU-MEM");
        if (grouping == SummaryGrouping.Process)
        {
            columns.AddRange([
                new("first_seen", (writer, use) => Moment(writer, use.FirstSeen), "FROM", IsRightAligned: true, Rank: 4),
                new("last_seen", (writer, use) => Moment(writer, use.LastSeen), "TO", IsRightAligned: true, Rank: 4),
                new("pid", (writer, use) => writer.Number(use.Process?.Pid), IsRightAligned: true),
                new("username", (writer, use) => writer.Text(use.UserName), "USER", Rank: 2),
                new("name", (writer, use) => writer.Text(use.Name)),
            ]);
            return new Table<RecordedUse>("use", columns);
        }

        columns.AddRange([
            new("processes", (writer, use) => writer.Number(use.Processes), "PROCS", IsRightAligned: true, Rank: 7),
            new("started", (writer, use) => writer.Number(use.Started), IsRightAligned: true, Rank: 8),
            new("exited", (writer, use) => writer.Number(use.Exited), IsRightAligned: true, Rank: 8),
            new("failed", (writer, use) => writer.Number(use.Failed), IsRightAligned: true, Rank: 4),
            new("killed", (writer, use) => writer.Number(use.Killed), IsRightAligned: true, Rank: 4),
            new(GroupName, WriteName),
        ]);
        return new Table<RecordedUse>("use", columns);

        void Add(string name, Func<RecordedUse, long?> valueOf, Action<ReportWriter, RecordedUse> write, string header)
        {
            if (summary.Uses.Any(use => valueOf(use) is not null))
            {
                columns.Add(new(name, write, header, IsRightAligned: true, Rank: 3));
            }
        }
    }

    private string GroupName =>
        grouping switch
        {
            SummaryGrouping.User => "username",
            SummaryGrouping.Container => "container",
            _ => "name",
        };

    private void WriteName(ReportWriter writer, RecordedUse use)
    {
        bool isNoContainer = grouping == SummaryGrouping.Container && use.Name is null;
        writer.TextOrNone(
            clock is null || grouping != SummaryGrouping.Container ? use.Name
            : isNoContainer ? "no container"
            : TopGrouping.ShortContainerId(use.Name)
        );
    }

    private Table<ProcessExitedEvent> Exits() =>
        new(
            "exits",
            [
                new("time", (writer, exit) => Moment(writer, exit.Time)),
                new("pid", (writer, exit) => writer.Number(exit.Identity.Pid), IsRightAligned: true),
                new("exit_code", (writer, exit) => WriteCode(writer, exit.ExitCode), "END"),
                new("name", (writer, exit) => writer.Text(exit.Name)),
            ]
        )
        {
            Empty = "no process is known to have failed or to have been killed",
        };

    private void WriteCode(ReportWriter writer, int? code)
    {
        if (clock is not null && code is { } known)
        {
            writer.Text(
                known < 0
                    ? string.Create(CultureInfo.InvariantCulture, $"signal {-(long)known}")
                    : string.Create(CultureInfo.InvariantCulture, $"code {known}")
            );
        }
        else
        {
            writer.Number(code);
        }
    }

    private Table<RecordedOomKill> OomKills() =>
        new(
            "oom_kills",
            [
                new("time", (writer, kill) => Moment(writer, kill.Time)),
                new("count", (writer, kill) => writer.Number(kill.Count), IsRightAligned: true),
                new("cgroup", (writer, kill) => writer.Text(kill.Cgroup)),
            ]
        )
        {
            Empty = "no cgroup counted a process that was ended for lack of memory",
        };

    private Table<StrainPeriod> Strains() =>
        new(
            "pressure",
            [
                new("from", (writer, strain) => Moment(writer, strain.From)),
                new("to", (writer, strain) => Moment(writer, strain.To)),
                new("seconds", (writer, strain) => writer.Duration(strain.Length), "TIME", IsRightAligned: true),
                new("kind", (writer, strain) => writer.Text(clock is null ? ReportWords.NameOf(strain.Kind) : ReportWords.Of(strain))),
                .. clock is null ? (Column<StrainPeriod>[])[new("worst", (writer, strain) => writer.Number(strain.Worst))] : [],
            ]
        )
        {
            Empty = "the machine was short of nothing",
        };

    private Table<RecordingGap> Gaps() =>
        new(
            "gaps",
            [
                new("from", (writer, gap) => Moment(writer, gap.From)),
                new("to", (writer, gap) => Moment(writer, gap.To)),
                new("kind", (writer, gap) => writer.Text(clock is null ? ReportWords.NameOf(gap.Kind) : ReportWords.Of(gap)), "WHY"),
                .. clock is null
                    ? (Column<RecordingGap>[])[new("dropped_samples", (writer, gap) => writer.Number(gap.DroppedSamples))]
                    : [],
            ]
        )
        {
            Empty = "no sample is missing",
        };

    // Of one CPU.
    private double? PercentOf(RecordedUse use) =>
        use.CpuTime is { } time && summary.Measured > TimeSpan.Zero ? 100.0 * time.Ticks / summary.Measured.Ticks : null;

    // The day stands before the time where there are several.
    private void Moment(ReportWriter writer, DateTimeOffset? time)
    {
        if (clock is null || time is not { } moment)
        {
            writer.Instant(time);
            return;
        }

        writer.Text(ReportHead.TimeText(moment, summary, clock));
    }
}
