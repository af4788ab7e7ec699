using Psutil.Tool.Listing;
using Psutil.Tool.Readings;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>The columns of the process table, from left to right.</summary>
internal static class TopColumns
{
    /// <summary>The column by which the table is sorted at first.</summary>
    public static TopColumn Cpu { get; } =
        new()
        {
            Field = ProcessFieldTable.CpuPercent,
            Meaning = "CPU use since the last refresh",
            Width = 5,
            IsBlankAtFirst = true,
            Number = process => process.CpuPercent,
            Text = (process, settings) => Percent(settings.IsPercentOfMachine ? process.CpuPercentOfMachine : process.CpuPercent),
            Look = (process, _) => Look.Share(process.Sum?.CpuPercent ?? process.CpuPercent),
            OfSum = (sum, settings) => Percent(settings.IsPercentOfMachine ? sum.CpuPercentOfMachine : sum.CpuPercent),
        };

    public static TopColumn Rss { get; } =
        new()
        {
            Field = ProcessFieldTable.Memory,
            Meaning = "memory in RAM",
            Width = 7,
            Number = process => process.Snapshot.Memory?.Rss,
            Look = MemoryLook,
            OfSum = (sum, _) => ByteSize.ToString(sum.Rss),
        };

    public static TopColumn Power { get; } =
        new()
        {
            Field = ProcessFieldTable.Energy,
            Meaning = "estimate of its part of the processors' watts, by its CPU time",
            Width = 8,
            IsExtra = true,
            IsBlankAtFirst = true,
            Unit = ColumnUnit.Watts,
            Number = process => process.Power?.Watts,
            Text = (process, _) => process.Power?.Watts is { } watts ? Watts(watts) : null,
            OfTotal = Watts,
            Reason = process => process.Power?.Reason,
            Look = (process, _) => process.Power?.Watts is > 0 ? Role.Plain : Role.Dim,
        };

    public static TopColumn Command { get; } =
        new()
        {
            Field = ProcessFieldTable.CommandLine,
            Meaning = "path, program and arguments; a changes them",
            Width = null,
            Text = (process, _) => process.Caption.Command,
            Word = process => process.Caption.Command,
        };

    public static TopColumn Pid { get; } =
        new()
        {
            Field = ProcessFieldTable.Pid,
            Meaning = "number",
            Width = 7,
        };

    public static TopColumn Start { get; } =
        new()
        {
            Field = ProcessFieldTable.CreateTime,
            Meaning = "when it started",
            Width = 5,
        };

    public static TopColumn Time { get; } =
        new()
        {
            Field = ProcessFieldTable.CpuTimes,
            Meaning = "CPU time used so far",
            Width = 9,
            Number = process => process.Snapshot.CpuTimes?.Total.TotalSeconds,
            OfTotal = seconds => Duration.CpuTime(TimeSpan.FromSeconds(seconds)),
        };

    public static IReadOnlyList<TopColumn> All { get; } =
    [
        Pid,
        new()
        {
            Field = ProcessFieldTable.ParentPid,
            Meaning = "number of its parent",
            Width = 7,
        },
        new()
        {
            Field = ProcessFieldTable.UserName,
            Meaning = "its real user",
            Width = 9,
            Text = (process, _) => process.Caption.UserName,
            Word = process => process.Caption.UserName,
            Look = (process, settings) => process.Caption.UserName == settings.OwnUser ? Role.Plain : Role.OtherUser,
        },
        new()
        {
            Field = ProcessFieldTable.Nice,
            Meaning = "nice value",
            Width = 3,

            // Without a priority class, which is not a nice value.
            Text = (process, _) => process.Snapshot.Nice?.ToString(CultureInfo.InvariantCulture),
            Number = process => process.Snapshot.Nice,
            Look = (process, _) =>
                process.Snapshot.Nice switch
                {
                    0 => Role.Dim,
                    < 0 => Role.Warning,
                    _ => Role.CpuNice,
                },
            Reason = process => process.Snapshot.Unavailable.TryGetValue(ProcessFields.Nice, out Unavailability why) ? why.Reason : null,
        },
        new()
        {
            Field = ProcessFieldTable.Status,
            Header = "S",
            Meaning = "R running S sleeping D in the kernel T stopped Z zombie I idle",
            Width = 1,
            Text = (process, _) => process.Snapshot.Status is { } status ? Letter(status) : null,
            Word = process => process.Snapshot.Status is { } status ? Letter(status) : null,
            Look = (process, _) => StatusLook(process.Snapshot.Status),
        },
        new()
        {
            Field = ProcessFieldTable.ThreadCount,
            Meaning = "threads",
            Width = 4,
            OfSum = (sum, _) => sum.Threads.ToString(CultureInfo.InvariantCulture),
        },
        Cpu,
        new()
        {
            Field = ProcessFieldTable.MemoryPercent,
            Meaning = "its RSS in percent of the memory",
            Width = 5,
            Number = process => process.Snapshot.Memory?.Rss,
            Look = MemoryLook,
            OfSum = (sum, settings) =>
                settings.TotalMemory is > 0 and var total ? (100.0 * sum.Rss / total).ToString("0.0", CultureInfo.InvariantCulture) : null,
        },
        Rss,
        new()
        {
            Field = ProcessFieldTable.Memory,
            Column = ProcessFieldTable.Memory.TableColumns[1],
            Meaning = "address space",
            Width = 7,
            Look = (process, _) => process.Snapshot.Memory?.Vms is > 0 ? Role.Plain : Role.Dim,
            Number = process => process.Snapshot.Memory?.Vms,
        },
        new()
        {
            Field = ProcessFieldTable.IOCounters,
            Header = "READ/s",
            Unit = ColumnUnit.BytesPerSecond,
            JsonName = "read_bytes_per_second",
            Meaning = "read from disks",
            Width = 8,
            IsIO = true,
            IsBlankAtFirst = true,
            Text = (process, _) => Bytes(process.IO?.In),
            Number = process => process.IO?.In,
            OfTotal = bytes => ByteSize.ToString((long)bytes),
            Look = (process, _) => process.IO?.In is > 0 ? Role.In : Role.Dim,
            Reason = process => process.IOReason,
        },
        new()
        {
            Field = ProcessFieldTable.IOCounters,
            Header = "WRITE/s",
            Unit = ColumnUnit.BytesPerSecond,
            JsonName = "write_bytes_per_second",
            Meaning = "written to disks",
            Width = 8,
            IsIO = true,
            IsBlankAtFirst = true,
            Text = (process, _) => Bytes(process.IO?.Out),
            Number = process => process.IO?.Out,
            OfTotal = bytes => ByteSize.ToString((long)bytes),
            Look = (process, _) => process.IO?.Out is > 0 ? Role.Out : Role.Dim,
            Reason = process => process.IOReason,
        },
        Time,
        Start,
        Command,
    ];

    /// <summary>The columns that the user can add.</summary>
    public static IReadOnlyList<TopColumn> More { get; } =
    [
        Extra(
            ProcessFieldTable.MemoryFootprint,
            "PSS",
            "its share of the memory in RAM (slow)",
            7,
            snapshot => snapshot.MemoryFootprint?.Pss,
            isBytes: true
        ),
        Extra(
            ProcessFieldTable.MemoryFootprint,
            "USS",
            "memory of it alone (slow)",
            7,
            snapshot => snapshot.MemoryFootprint?.Uss,
            isBytes: true
        ),
        Extra(ProcessFieldTable.MemoryDetails, "SWAP", "memory in the swap", 7, snapshot => snapshot.MemoryDetails?.Swap, isBytes: true),
        Extra(
            ProcessFieldTable.MemoryDetails,
            "PEAK",
            "the most memory in RAM so far",
            7,
            snapshot => snapshot.MemoryDetails?.PeakRss,
            isBytes: true
        ),
        Extra(
            ProcessFieldTable.PageFaults,
            "MAJFLT",
            "page faults that read from a disk",
            7,
            snapshot => snapshot.PageFaults?.Major,
            isCount: true
        ),
        Extra(
            ProcessFieldTable.ContextSwitches,
            "CSW",
            "context switches",
            10,
            snapshot => snapshot.ContextSwitches is { } count ? count.Voluntary + count.Involuntary : null,
            isCount: true
        ),
        Extra(
            ProcessFieldTable.FileDescriptorCount,
            "FDS",
            "open file descriptors",
            6,
            snapshot => snapshot.FileDescriptorCount,
            isCount: true
        ),
        Extra(ProcessFieldTable.OomScore, "OOM", "score of the out-of-memory killer", 4, snapshot => snapshot.OomScore),
        Extra(ProcessFieldTable.CpuNumber, "CPU", "the CPU that it ran on last", 3, snapshot => snapshot.CpuNumber),
        Extra(ProcessFieldTable.ProcessGroupId, "PGID", "its process group", 7, snapshot => snapshot.ProcessGroupId),
        Extra(ProcessFieldTable.SessionId, "SID", "its session", 7, snapshot => snapshot.SessionId),
        Extra(ProcessFieldTable.Terminal, "TTY", "its terminal", 8, snapshot =>
            snapshot.Terminal is { } terminal ? ShortTerminal(terminal) : null
        ),
        Extra(ProcessFieldTable.Cgroup, "CGROUP", "its cgroup, the end of the path", 24, snapshot => snapshot.Cgroup?.Path),
        Extra(ProcessFieldTable.GpuMemory, "GPUMEM", "memory on GPUs", 7, ProcessGpuFields.MemoryOf, isBytes: true),
        new()
        {
            Field = ProcessFieldTable.GpuPercent,
            Meaning = "GPU use since the last refresh",
            Width = 5,
            IsExtra = true,
            IsBlankAtFirst = true,
            Text = (process, _) => Percent(process.GpuPercent),
            Unit = ColumnUnit.Percent,
            Number = process => process.GpuPercent,
            OfTotal = percent => Percent(percent)!,
            Look = (process, _) => process.GpuPercent is > 0 ? Role.Plain : Role.Dim,
        },
        OfNetwork("NET-IN/s", "received from the network (Linux, best as root)", process => process.Network?.In, Role.In),
        OfNetwork("NET-OUT/s", "sent to the network", process => process.Network?.Out, Role.Out),
        .. FieldColumns.All,
        Power,
    ];

    /// <summary>The text of a cell of a group; empty where a sum means nothing.</summary>
    public static string GroupCell(TopColumn column, TopRow row, TopSettings settings) =>
        row.Process.Sum is { } sum && column.OfSum?.Invoke(sum, settings) is { } summed ? summed
        : column.OfTotal is { } write && GroupArranger.Total(row.Members, column) is { } total ? write(total)
        : "";

    /// <summary>A cell's text: the value, or the reason of a missing one. A value that is not measured yet is blank.</summary>
    public static string Cell(TopColumn column, TopProcess process, TopSettings settings)
    {
        if (process.Sum is { } sum && column.OfSum?.Invoke(sum, settings) is { } summed)
        {
            return summed;
        }

        ProcessRow row = process.ToRow(settings.TotalMemory);
        if ((column.Text is { } text ? text(process, settings) : Value(column, row, settings)) is { } value)
        {
            return value;
        }

        string? reason = Reasons.Cell(
            column.Reason is { } find ? find(process)
            : column.IsExtra ? process.ExtraReason(column.Field.Sources)
            : process.Reason(column.Field.Sources)
        );
        return reason is null
            ? column.IsBlankAtFirst
                ? ""
                : "?"
            : reason.Length > column.Width
                ? "!"
                : reason;
    }

    private static string? Value(TopColumn column, ProcessRow row, TopSettings settings)
    {
        InlineReportWriter writer = new(new CellFormat(settings.Clock, Units.Scaled));
        column.Column.Write(writer, row);
        return writer.Take();
    }

    /// <summary>A column of a number that the user can add.</summary>
    internal static TopColumn Extra(
        ProcessField field,
        string header,
        string meaning,
        int width,
        Func<ProcessSnapshot, long?> number,
        bool isBytes = false,
        bool isCount = false
    ) =>
        new()
        {
            Field = field,
            Header = header,
            Meaning = meaning,
            Width = width,
            IsExtra = true,
            IsBlankAtFirst = true,
            Unit = isBytes ? ColumnUnit.Bytes : ColumnUnit.Count,
            Number = process => process.Extra is { } extra ? number(extra) : null,
            OfTotal =
                isBytes ? bytes => ByteSize.ToString((long)bytes)
                : isCount ? count => count.ToString("0", CultureInfo.InvariantCulture)
                : null,
            Text = (process, _) =>
                process.Extra is not { } extra || number(extra) is not { } value ? null
                : isBytes ? ByteSize.ToString(value)
                : value.ToString(CultureInfo.InvariantCulture),
            Look = (process, _) => process.Extra is { } extra && number(extra) is > 0 ? Role.Plain : Role.Dim,
        };

    /// <summary>A column of a text that the user can add.</summary>
    internal static TopColumn Extra(ProcessField field, string header, string meaning, int width, Func<ProcessSnapshot, string?> word) =>
        new()
        {
            Field = field,
            Header = header,
            Meaning = meaning,
            Width = width,
            IsExtra = true,
            IsBlankAtFirst = true,
            Word = process => process.Extra is { } extra ? word(extra) : null,
            Text = (process, _) => process.Extra is { } extra && word(extra) is { } text ? End(text, width) : null,
        };

    private static TopColumn OfNetwork(string header, string meaning, Func<TopProcess, double?> rate, Role role) =>
        new()
        {
            Field = ProcessFieldTable.NetworkIO,
            Header = header,
            Meaning = meaning,
            Width = header.Length,
            IsExtra = true,
            IsBlankAtFirst = true,
            Unit = ColumnUnit.BytesPerSecond,
            Number = rate,
            OfTotal = bytes => ByteSize.ToString((long)bytes),
            Text = (process, _) => Bytes(rate(process)),
            Look = (process, _) => rate(process) is > 0 ? role : Role.Dim,
        };

    // The end of a path says more than its beginning.
    private static string End(string text, int width) => text.Length <= width ? text : ".." + text[^(width - 2)..];

    private static string ShortTerminal(string path) => path.StartsWith("/dev/", StringComparison.Ordinal) ? path["/dev/".Length..] : path;

    // Half of the machine's memory is much for one process.
    private static Look MemoryLook(TopProcess process, TopSettings settings) =>
        Look.Share(Math.Min(100, process.ToRow(settings.TotalMemory).MemoryPercent * 2 ?? 0));

    private static Look StatusLook(ProcessStatus? status) =>
        status switch
        {
            ProcessStatus.Running => Role.Running,
            ProcessStatus.DiskSleep => Role.DiskSleep,
            ProcessStatus.Zombie or ProcessStatus.Dead => Role.Zombie,
            ProcessStatus.Stopped or ProcessStatus.TracingStop => Role.Stopped,
            _ => Role.Dim,
        };

    private static string Letter(ProcessStatus status) =>
        status switch
        {
            ProcessStatus.Running => "R",
            ProcessStatus.Sleeping => "S",
            ProcessStatus.DiskSleep => "D",
            ProcessStatus.Stopped => "T",
            ProcessStatus.TracingStop => "t",
            ProcessStatus.Zombie => "Z",
            ProcessStatus.Dead => "X",
            ProcessStatus.WakeKill => "K",
            ProcessStatus.Waking => "W",
            ProcessStatus.Idle => "I",
            ProcessStatus.Parked => "P",
            ProcessStatus.Locked => "L",
            ProcessStatus.Waiting => "w",
            ProcessStatus.Suspended => "U",
            _ => "?",
        };

    // Five columns fit 999.9; for a process on more than ten CPUs the decimal is left out.
    private static string? Percent(double? value) => value?.ToString(value < 999.95 ? "0.0" : "0", CultureInfo.InvariantCulture);

    // An estimate is not exact to more.
    private static string Watts(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string? Bytes(double? value) => value is { } known ? ByteSize.ToString((long)known) : null;
}
