using Psutil.Tool.Readings;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Model;

/// <summary>By what processes are put together.</summary>
/// <param name="Name">Its name, in a word.</param>
/// <param name="Meaning">What a group is.</param>
/// <param name="KeyOf">The name of a process's group; null if it has none.</param>
/// <param name="None">The name of the group of those that have none.</param>
/// <param name="Sources">What must be read of each process for it, beyond the usual.</param>
internal sealed record TopGrouping(
    string Name,
    string Meaning,
    Func<TopProcess, string?> KeyOf,
    string None,
    ProcessFields Sources = ProcessFields.None
)
{
    /// <summary>How much of a container's ID is shown, as container programs do.</summary>
    public const int ContainerIdLength = 12;

    /// <summary>All of them; those of a field that this system does not have are not offered.</summary>
    public static IReadOnlyList<TopGrouping> All { get; } =
    [
        new("user", "the processes of a user", process => process.Caption.UserName, "unknown user"),
        new("program", "the processes of a name", process => process.Snapshot.Name, "unknown program"),
        new(
            "container",
            "the processes of a container",
            process => ShortContainerId(process.Extra?.Cgroup?.ContainerId),
            "no container",
            ProcessFields.Cgroup
        ),
        new("cgroup", "the processes of a cgroup", process => process.Extra?.Cgroup?.Path, "unknown cgroup", ProcessFields.Cgroup),
    ];

    /// <summary>The grouping of a name; null if there is none.</summary>
    public static TopGrouping? Find(string name) => All.FirstOrDefault(grouping => grouping.Name == name);

    /// <summary>The first digits of a container's ID, which are enough to find it.</summary>
    public static string? ShortContainerId(string? id) => id?[..Math.Min(id.Length, ContainerIdLength)];

    /// <summary>The name of a process's group.</summary>
    public string GroupOf(TopProcess process) =>
        KeyOf(process) is { } key ? key
        : Sources == ProcessFields.None ? None
        : process.Extra is null ? "not read yet"
        : process.ExtraReason(Sources) is { } reason ? Reasons.Of(reason)
        : None;
}
