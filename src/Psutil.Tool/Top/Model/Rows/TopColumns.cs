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
            Text = (process, settings) => Percent(settings.IsPercentOfMachine ? process.CpuPercentOfMachine : process.CpuPercent),
            Look = (process, _) => Look.Share(process.CpuPercent),
        };

    public static TopColumn Rss { get; } =
        new()
        {
            Field = ProcessFieldTable.Memory,
            Meaning = "memory in RAM",
            Width = 7,
            Look = MemoryLook,
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

    public static IReadOnlyList<TopColumn> All { get; } =
    [
        new()
        {
            Field = ProcessFieldTable.Pid,
            Meaning = "number",
            Width = 7,
        },
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
            Look = (process, settings) => process.Caption.Snapshot.UserName == settings.OwnUser ? Role.Plain : Role.OtherUser,
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
        },
        Cpu,
        new()
        {
            Field = ProcessFieldTable.MemoryPercent,
            Meaning = "its RSS in percent of the memory",
            Width = 5,
            Look = MemoryLook,
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
            Meaning = "read from disks",
            Width = 8,
            IsIO = true,
            IsBlankAtFirst = true,
            Text = (process, _) => Bytes(process.IO?.In),
            Number = process => process.IO?.In,
            Look = (process, _) => process.IO?.In is > 0 ? Role.In : Role.Dim,
            Reason = process => process.IOReason,
        },
        new()
        {
            Field = ProcessFieldTable.IOCounters,
            Header = "WRITE/s",
            Meaning = "written to disks",
            Width = 8,
            IsIO = true,
            IsBlankAtFirst = true,
            Text = (process, _) => Bytes(process.IO?.Out),
            Number = process => process.IO?.Out,
            Look = (process, _) => process.IO?.Out is > 0 ? Role.Out : Role.Dim,
            Reason = process => process.IOReason,
        },
        new()
        {
            Field = ProcessFieldTable.CpuTimes,
            Meaning = "CPU time used so far",
            Width = 9,
        },
        new()
        {
            Field = ProcessFieldTable.CreateTime,
            Meaning = "when it started",
            Width = 5,
        },
        Command,
    ];

    /// <summary>A cell's text: the value, or the reason of a missing one. A value that is not measured yet is blank.</summary>
    public static string Cell(TopColumn column, TopProcess process, TopSettings settings)
    {
        ProcessRow row = process.ToRow(settings.TotalMemory);
        if ((column.Text is { } text ? text(process, settings) : Value(column, row, settings)) is { } value)
        {
            return value;
        }

        string? reason = Reasons.Cell(column.Reason is { } find ? find(process) : row.ReasonFor(column.Field));
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

    private static string? Bytes(double? value) => value is { } known ? ByteSize.ToString((long)known) : null;
}
