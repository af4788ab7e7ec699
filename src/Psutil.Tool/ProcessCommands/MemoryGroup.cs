using Psutil.Tool.Listing;
using Psutil.Tool.Text;

namespace Psutil.Tool.ProcessCommands;

/// <summary>The memory of all processes that have something in common.</summary>
/// <param name="Name">What they have in common; null for processes without it.</param>
/// <param name="Rows">The processes.</param>
internal sealed record MemoryGroup(string? Name, IReadOnlyList<ProcessRow> Rows)
{
    private const int ShortIdLength = 12;

    /// <summary>What processes can be grouped by.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["user", "name", "container", "cgroup"];

    public long? Uss => Totals.Of(Rows, row => row.Snapshot.MemoryFootprint?.Uss);

    public long? Pss => Totals.Of(Rows, row => row.Snapshot.MemoryFootprint?.Pss);

    public long? Swap => Totals.Of(Rows, row => row.Snapshot.MemoryFootprint?.Swap);

    /// <summary>With shared memory counted once for each process.</summary>
    public long? Rss => Totals.Of(Rows, row => row.Snapshot.Memory?.Rss);

    /// <summary>The field that a key needs.</summary>
    public static ProcessFields SourceOf(string key) =>
        key switch
        {
            "user" => ProcessFields.UserName,
            "name" => ProcessFields.Name,
            _ => ProcessFields.Cgroup,
        };

    /// <summary>The groups of the processes, the largest PSS first.</summary>
    public static IReadOnlyList<MemoryGroup> Of(IReadOnlyList<ProcessRow> rows, string key) =>
        [
            .. rows.GroupBy(row =>
                    key switch
                    {
                        "user" => row.Snapshot.UserName,
                        "name" => row.Snapshot.Name,
                        "cgroup" => row.Snapshot.Cgroup?.Path,
                        _ => row.Snapshot.Cgroup?.ContainerId,
                    }
                )
                .Select(group => new MemoryGroup(group.Key, [.. group]))
                .OrderByDescending(group => group.Pss ?? group.Rss ?? -1)
                .ThenBy(group => group.Name, StringComparer.Ordinal),
        ];

    /// <summary>Their table. In JSON they have the whole name of a container; a terminal shows as much as container programs do.</summary>
    public static Table<MemoryGroup> CreateTable(string key) =>
        new(
            "groups",
            [
                new("processes", (writer, group) => writer.Number(group.Rows.Count), "PROCS", IsRightAligned: true),
                new("uss", (writer, group) => writer.Bytes(group.Uss), IsRightAligned: true),
                new("pss", (writer, group) => writer.Bytes(group.Pss), IsRightAligned: true),
                new("swap", (writer, group) => writer.Bytes(group.Swap), IsRightAligned: true, Rank: 2),
                new("rss", (writer, group) => writer.Bytes(group.Rss), IsRightAligned: true, Rank: 1),
                new(key, (writer, group) =>
                    writer.TextOrNone(key == "container" && group.Name is { Length: > ShortIdLength } id ? id[..ShortIdLength] : group.Name)
                ),
            ]
        )
        {
            Empty = ProcessTable.Empty,
            Reason = (_, column) => column.Name == "container" ? "(no container)" : null,
            WriteMembers = (writer, group) =>
            {
                writer.TextOrNone(key, group.Name);
                writer.Number("processes", group.Rows.Count);
                writer.Bytes("uss", group.Uss);
                writer.Bytes("pss", group.Pss);
                writer.Bytes("swap", group.Swap);
                writer.Bytes("rss", group.Rss);
            },
        };
}
