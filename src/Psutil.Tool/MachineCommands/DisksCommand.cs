using System.CommandLine;
using Psutil.Tool.Commands;
using Psutil.Tool.Platform;
using Psutil.Tool.Readings;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil disks</c>: the file systems and their space.</summary>
internal static class DisksCommand
{
    // A file system that does not answer must not delay the others for long.
    private static readonly TimeSpan UsageTimeout = TimeSpan.FromSeconds(2);

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Option<bool> allOption = new("--all") { Description = "Include file systems that are not on a disk, such as proc." };
        Option<bool> answerOption = new(UsageAnswer.Option) { Hidden = true };
        ToolCommand command = new("disks", "The file systems and how full they are.")
        {
            Options = { allOption, answerOption },
            Examples = """
                psutil disks
                psutil disks --all --csv
                psutil disks --json --watch 60
                """,
        };
        options.AddTo(command, CommonOptionKinds.Table);
        command.SetAction(result =>
        {
            if (result.GetValue(answerOption))
            {
                UsageOutside.Answer(host.OpenMachine().Disks);
                return ExitCode.Found;
            }

            return MachineTable.Run(
                host,
                new WatchLoop(host, options, result),
                Columns,
                "disks",
                [DisksReading.PlaceOfPartitions],
                (machine, gaps) => Read(host, machine.Disks, gaps, result.GetValue(allOption))
            );
        });
        return command;
    }

    private static TableFrame<Row>? Read(ToolHost host, Disks disks, Gaps gaps, bool all)
    {
        if (gaps.Read(DisksReading.PlaceOfPartitions, () => disks.GetPartitions(all)) is not { } partitions)
        {
            return null;
        }

        // Only the last of several mounts on one mount point is visible.
        OrderedDictionary<string, DiskPartition> visible = new(StringComparer.Ordinal);
        foreach (DiskPartition partition in partitions)
        {
            visible[partition.MountPoint] = partition;
        }

        IReadOnlyDictionary<string, DiskUsage?> usage = DisksReading.TakeUsage(
            host.AskUsageOutside,
            disks,
            visible.Values,
            UsageTimeout,
            gaps
        );
        return new TableFrame<Row>([
            .. visible.Values.Select(partition => new Row(
                partition,
                usage[partition.MountPoint],
                Reasons.Cell(gaps.Find(DisksReading.PlaceOfUsage(partition.MountPoint))?.Reason)
            )),
        ]);
    }

    private static Table<Row> Columns =>
        new(
            "disks",
            [
                new("device", (writer, row) => writer.TextOrNone(row.Partition.Device), Rank: 4),
                new("fstype", (writer, row) => writer.Text(row.Partition.FileSystemType), "TYPE", Rank: 3),
                new("total", (writer, row) => writer.Bytes(row.Usage?.Total), "SIZE", IsRightAligned: true),
                new("used", (writer, row) => writer.Bytes(row.Usage?.Used), IsRightAligned: true, Rank: 2),
                new("free", (writer, row) => writer.Bytes(row.Usage?.Free), IsRightAligned: true),
                new("percent", (writer, row) => writer.Percent(row.Usage?.Percent), "USE%", IsRightAligned: true) { Style = StyleOf },
                new("", (_, _) => { }, "", Rank: 5) { Bar = row => row.Usage?.Percent, Style = StyleOf },
                new("mountpoint", (writer, row) => writer.Text(row.Partition.MountPoint), "MOUNTED ON"),
            ]
        )
        {
            Reason = (row, column) => column.Name is "total" or "used" or "free" or "percent" ? row.Reason : null,
            WriteMembers = (writer, row) =>
            {
                writer.TextOrNone("device", row.Partition.Device);
                writer.Text("mountpoint", row.Partition.MountPoint);
                writer.Text("fstype", row.Partition.FileSystemType);
                writer.Text("opts", row.Partition.Options);
                writer.Bytes("total", row.Usage?.Total);
                writer.Bytes("used", row.Usage?.Used);
                writer.Bytes("free", row.Usage?.Free);
                writer.Percent("percent", row.Usage?.Percent);
                writer.Number("inodes_total", row.Usage?.TotalInodes);
                writer.Number("inodes_free", row.Usage?.FreeInodes);
            },
        };

    private static Style StyleOf(Row row) => Bar.StyleOf(row.Usage?.Percent);

    private sealed record Row(DiskPartition Partition, DiskUsage? Usage, string? Reason);
}
