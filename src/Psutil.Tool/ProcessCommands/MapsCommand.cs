using System.CommandLine;
using Psutil.Tool.Commands;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.ProcessCommands;

/// <summary><c>psutil maps PID</c>: the memory mappings of a process.</summary>
internal static class MapsCommand
{
    // The columns that are left out first on a narrow terminal.
    private const int Detail = 9;

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Argument<string?> processArgument = ProcessArgument.Create(host);
        Option<bool> groupedOption = new("--grouped") { Description = "Show one line for each file, with all its regions added up." };
        ToolCommand command = new("maps", "The memory that a process has mapped.")
        {
            Arguments = { processArgument },
            Options = { groupedOption },
            Examples = """
                psutil maps 1
                psutil maps sshd
                psutil maps 1 --grouped
                psutil maps 1 --csv > maps.csv
                """,
        };
        options.AddTo(command, CommonOptionKinds.Table);
        ProcessArgument.Check(command, processArgument);
        command.SetAction(result =>
        {
            bool isGrouped = result.GetValue(groupedOption);
            return ProcessListTable.Run(
                host,
                new WatchLoop(host, options, result),
                result.GetValue(processArgument)!,
                "maps",
                ProcessFields.MemoryMaps,
                CreateTable(isGrouped),
                snapshot => snapshot.MemoryMaps is { } maps && isGrouped ? ProcessMemoryMap.Group(maps) : snapshot.MemoryMaps,
                WriteTotal
            );
        });
        return command;
    }

    private static Table<ProcessMemoryMap> CreateTable(bool isGrouped)
    {
        List<Column<ProcessMemoryMap>> columns = [];
        if (!isGrouped)
        {
            columns.Add(new("addr", (writer, map) => writer.Text(map.Address), "ADDRESS", Rank: 1));
            columns.Add(new("perms", (writer, map) => writer.Text(map.Permissions), "PERM"));
        }

        columns.AddRange([
            new("size", (writer, map) => writer.Bytes(map.Size), IsRightAligned: true),
            new("rss", (writer, map) => writer.Bytes(map.Rss), IsRightAligned: true),
            new("pss", (writer, map) => writer.Bytes(map.Pss), IsRightAligned: true, Rank: 3),
            new("shared_clean", (writer, map) => writer.Bytes(map.SharedClean), "SH-CLEAN", IsRightAligned: true, Rank: Detail),
            new("shared_dirty", (writer, map) => writer.Bytes(map.SharedDirty), "SH-DIRTY", IsRightAligned: true, Rank: Detail),
            new("private_clean", (writer, map) => writer.Bytes(map.PrivateClean), "PR-CLEAN", IsRightAligned: true, Rank: Detail),
            new("private_dirty", (writer, map) => writer.Bytes(map.PrivateDirty), "PR-DIRTY", IsRightAligned: true, Rank: 4),
            new("referenced", (writer, map) => writer.Bytes(map.Referenced), "REF", IsRightAligned: true, Rank: Detail),
            new("anonymous", (writer, map) => writer.Bytes(map.Anonymous), "ANON", IsRightAligned: true, Rank: Detail),
            new("swap", (writer, map) => writer.Bytes(map.Swap), IsRightAligned: true, Rank: 2),
            new("path", (writer, map) => writer.Text(map.Path)),
        ]);
        return new Table<ProcessMemoryMap>("memory_maps", columns)
        {
            Empty = "it has nothing mapped, as a kernel thread",
            WriteMembers = (writer, map) => ProcessMemoryReport.WriteMap(writer, map, isGrouped),
        };
    }

    private static void WriteTotal(TextPage page, IReadOnlyList<ProcessMemoryMap> maps)
    {
        page.Write(string.Create(CultureInfo.InvariantCulture, $"{maps.Count} {(maps.Count == 1 ? "region" : "regions")}"), Style.Bold);
        page.TryWrite($"  mapped {page.Units.Bytes(maps.Sum(map => map.Size))}");
        WriteSum("RSS", map => map.Rss);
        WriteSum("PSS", map => map.Pss);
        WriteSum("swap", map => map.Swap);
        page.EndLine();

        void WriteSum(string what, Func<ProcessMemoryMap, long?> part)
        {
            if (Totals.Of(maps, part) is { } sum)
            {
                page.TryWrite($"  {what} {page.Units.Bytes(sum)}");
            }
        }
    }
}
