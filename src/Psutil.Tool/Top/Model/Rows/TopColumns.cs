using Psutil.Tool.Text;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Model;

/// <summary>The columns of the process table, from left to right.</summary>
internal static class TopColumns
{
    public static IReadOnlyList<TopColumn> All { get; } =
    [
        new()
        {
            Header = "PID",
            Meaning = "number",
            Width = 7,
            IsRightAligned = true,
            Field = ProcessFields.None,
            Text = (process, _) => process.Pid.ToString(CultureInfo.InvariantCulture),
            Number = process => process.Pid,
        },
        new()
        {
            Header = "PPID",
            Meaning = "number of its parent",
            Width = 7,
            IsRightAligned = true,
            Rank = 10,
            Field = ProcessFields.ParentPid,
            Text = (process, _) => process.Snapshot.ParentPid?.ToString(CultureInfo.InvariantCulture),
            Number = process => process.Snapshot.ParentPid,
        },
        new()
        {
            Header = "USER",
            Meaning = "who started it",
            Width = 9,
            Rank = 2,
            Field = ProcessFields.UserName,
            Text = (process, _) => process.Caption.Snapshot.UserName,
            Word = process => process.Caption.Snapshot.UserName,
        },
        new()
        {
            Header = "NI",
            Meaning = "nice value",
            Width = 3,
            IsRightAligned = true,
            Rank = 6,
            Field = ProcessFields.Nice,
            Text = (process, _) => process.Snapshot.Nice?.ToString(CultureInfo.InvariantCulture),
            Number = process => process.Snapshot.Nice,
        },
        new()
        {
            Header = "S",
            Meaning = "R running S sleeping D in the kernel T stopped Z zombie I idle",
            Width = 1,
            Rank = 3,
            Field = ProcessFields.Status,
            Text = (process, _) => process.Snapshot.Status is { } status ? Letter(status) : null,
            Word = process => process.Snapshot.Status is { } status ? Letter(status) : null,
        },
        new()
        {
            Header = "THR",
            Meaning = "threads",
            Width = 4,
            IsRightAligned = true,
            LargestFirst = true,
            Rank = 7,
            Field = ProcessFields.ThreadCount,
            Text = (process, _) => process.Snapshot.ThreadCount?.ToString(CultureInfo.InvariantCulture),
            Number = process => process.Snapshot.ThreadCount,
        },
        new()
        {
            Header = "CPU%",
            Meaning = "CPU use since the refresh before",
            Width = 5,
            IsRightAligned = true,
            LargestFirst = true,
            IsBlankAtFirst = true,
            Field = ProcessFields.CpuTimes,
            Text = (process, settings) => Percent(settings.IsPercentOfMachine ? process.CpuPercentOfMachine : process.CpuPercent),
            Number = process => process.CpuPercent,
        },
        new()
        {
            Header = "MEM%",
            Meaning = "its RSS in percent of the memory",
            Width = 5,
            IsRightAligned = true,
            LargestFirst = true,
            Rank = 4,
            Field = ProcessFields.Memory,
            Text = (process, settings) =>
                Percent(settings.TotalMemory is > 0 ? process.Snapshot.Memory?.Rss * 100.0 / settings.TotalMemory : null),
            Number = process => process.Snapshot.Memory?.Rss,
        },
        new()
        {
            Header = "RSS",
            Meaning = "memory in RAM",
            Width = 7,
            IsRightAligned = true,
            LargestFirst = true,
            Rank = 1,
            Field = ProcessFields.Memory,
            Text = (process, _) => Bytes(process.Snapshot.Memory?.Rss),
            Number = process => process.Snapshot.Memory?.Rss,
        },
        new()
        {
            Header = "VMS",
            Meaning = "address space",
            Width = 7,
            IsRightAligned = true,
            LargestFirst = true,
            Rank = 9,
            Field = ProcessFields.Memory,
            Text = (process, _) => Bytes(process.Snapshot.Memory?.Vms),
            Number = process => process.Snapshot.Memory?.Vms,
        },
        new()
        {
            Header = "READ/s",
            Meaning = "read from disks",
            Width = 8,
            IsRightAligned = true,
            LargestFirst = true,
            IsIO = true,
            IsBlankAtFirst = true,
            Field = ProcessFields.IOCounters,
            Text = (process, _) => Bytes((long?)process.IO?.In),
            Number = process => process.IO?.In,
            Reason = process => process.IOReason,
        },
        new()
        {
            Header = "WRITE/s",
            Meaning = "written to disks",
            Width = 8,
            IsRightAligned = true,
            LargestFirst = true,
            IsIO = true,
            IsBlankAtFirst = true,
            Field = ProcessFields.IOCounters,
            Text = (process, _) => Bytes((long?)process.IO?.Out),
            Number = process => process.IO?.Out,
            Reason = process => process.IOReason,
        },
        new()
        {
            Header = "TIME",
            Meaning = "CPU time used so far",
            Width = 9,
            IsRightAligned = true,
            LargestFirst = true,
            Rank = 5,
            Field = ProcessFields.CpuTimes,
            Text = (process, _) => process.Snapshot.CpuTimes is { } times ? Duration.CpuTime(times.Total) : null,
            Number = process => process.Snapshot.CpuTimes?.Total.TotalSeconds,
        },
        new()
        {
            Header = "START",
            Meaning = "when it started",
            Width = 5,
            IsRightAligned = true,
            LargestFirst = true,
            Rank = 8,
            Field = ProcessFields.CreateTime,
            Text = (process, settings) => process.Snapshot.CreateTime is { } start ? Duration.Start(start, settings.Clock) : null,
            Number = process => process.Snapshot.CreateTime?.UtcTicks,
        },
        new()
        {
            Header = "COMMAND",
            Meaning = "name; with a its arguments",
            Width = null,
            Field = ProcessFields.CommandLine,
            Text = (process, _) => process.Caption.Command,
            Word = process => process.Caption.Command,
        },
    ];

    /// <summary>By which the table is ordered at first.</summary>
    public static TopColumn Cpu { get; } = All.Single(column => column.Header == "CPU%");

    public static TopColumn Command { get; } = All[^1];

    /// <summary>A cell's text: the value, or why there is none. What was never measured yet is blank.</summary>
    public static string Cell(TopColumn column, TopProcess process, TopSettings settings) =>
        column.Text(process, settings)
        ?? (column.Reason is { } reason ? reason(process) : process.ReasonFor(column.Field)) switch
        {
            null => column.IsBlankAtFirst ? "" : "?",
            UnavailableReason.Denied => "-",
            UnavailableReason.NotSupported => "n/a",
            UnavailableReason.Zombie => "z",
            UnavailableReason.Gone => "gone",
            _ => "!",
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

    // Five columns hold 999.9; a process on more than ten CPUs does without the decimal.
    private static string? Percent(double? value) => value?.ToString(value < 999.95 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string? Bytes(long? value) => value is { } known ? ByteSize.ToString(known) : null;
}
