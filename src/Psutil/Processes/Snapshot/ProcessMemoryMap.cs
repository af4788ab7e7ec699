namespace Psutil;

/// <summary>
/// A mapped region of a process's memory or, grouped, all regions of one path. Sizes in bytes; what the kernel does not tell is null.
/// </summary>
public sealed record ProcessMemoryMap
{
    /// <summary>The mapped file, or <c>[heap]</c>, <c>[stack]</c>, <c>[anon]</c> and the like.</summary>
    public required string Path { get; init; }

    /// <summary>Where the region begins and ends, as the kernel writes it (<c>7f1c000-7f1d000</c>); null if grouped.</summary>
    public string? Address { get; init; }

    /// <summary>What the process may do with it (<c>r-xp</c>); null if grouped.</summary>
    public string? Permissions { get; init; }

    /// <summary>Address space.</summary>
    public required long Size { get; init; }

    /// <summary>What is in RAM. Null only on Windows, where it takes a look at each page, if that is refused.</summary>
    public long? Rss { get; init; }

    /// <summary>Its proportional share: each page divided by the processes that share it. Linux 2.6.25 and later.</summary>
    public long? Pss { get; init; }

    /// <summary>Shared and not written to.</summary>
    public long? SharedClean { get; init; }

    /// <summary>Shared and written to.</summary>
    public long? SharedDirty { get; init; }

    /// <summary>Its own and not written to.</summary>
    public long? PrivateClean { get; init; }

    /// <summary>Its own and written to.</summary>
    public long? PrivateDirty { get; init; }

    /// <summary>Marked as used recently. Linux 2.6.22 and later.</summary>
    public long? Referenced { get; init; }

    /// <summary>Backed by no file. Linux 2.6.34 and later.</summary>
    public long? Anonymous { get; init; }

    /// <summary>Swapped out. Linux 2.6.26 and later.</summary>
    public long? Swap { get; init; }

    /// <summary>What is in RAM and its own. FreeBSD.</summary>
    public long? Private { get; init; }

    /// <summary>How many mappings there are of the memory behind it. FreeBSD.</summary>
    public int? ReferenceCount { get; init; }

    /// <summary>How many copies on write were made of the memory behind it. FreeBSD.</summary>
    public int? ShadowCount { get; init; }

    /// <summary>
    /// The regions grouped by path, each sum null only if all of its parts are, in the order in which the paths first appear.
    /// </summary>
    public static IReadOnlyList<ProcessMemoryMap> Group(IEnumerable<ProcessMemoryMap> maps)
    {
        ArgumentNullException.ThrowIfNull(maps);
        OrderedDictionary<string, ProcessMemoryMap> groups = new(StringComparer.Ordinal);
        foreach (ProcessMemoryMap map in maps)
        {
            groups[map.Path] = groups.TryGetValue(map.Path, out ProcessMemoryMap? sum)
                ? sum with
                {
                    Size = sum.Size + map.Size,
                    Rss = Sum(sum.Rss, map.Rss),
                    Pss = Sum(sum.Pss, map.Pss),
                    SharedClean = Sum(sum.SharedClean, map.SharedClean),
                    SharedDirty = Sum(sum.SharedDirty, map.SharedDirty),
                    PrivateClean = Sum(sum.PrivateClean, map.PrivateClean),
                    PrivateDirty = Sum(sum.PrivateDirty, map.PrivateDirty),
                    Referenced = Sum(sum.Referenced, map.Referenced),
                    Anonymous = Sum(sum.Anonymous, map.Anonymous),
                    Swap = Sum(sum.Swap, map.Swap),
                    Private = Sum(sum.Private, map.Private),
                    ReferenceCount = (int?)Sum(sum.ReferenceCount, map.ReferenceCount),
                    ShadowCount = (int?)Sum(sum.ShadowCount, map.ShadowCount),
                }
                : map with
                {
                    Address = null,
                    Permissions = null,
                };
        }

        return [.. groups.Values];
    }

    private static long? Sum(long? left, long? right) =>
        left is null ? right
        : right is null ? left
        : left + right;
}
