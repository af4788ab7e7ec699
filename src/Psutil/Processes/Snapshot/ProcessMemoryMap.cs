namespace Psutil;

/// <summary>
/// A memory mapping of a process or, if grouped, all mappings of one path. Sizes are in bytes. A value is null if the operating system does
/// not report it.
/// </summary>
public sealed record ProcessMemoryMap
{
    // Null is stored as a number that no size is: a long? takes twice the room, and a capture holds hundreds of thousands of these.
    private const long None = long.MinValue;

    private readonly long _rss = None;
    private readonly long _pss = None;
    private readonly long _sharedClean = None;
    private readonly long _sharedDirty = None;
    private readonly long _privateClean = None;
    private readonly long _privateDirty = None;
    private readonly long _referenced = None;
    private readonly long _anonymous = None;
    private readonly long _swap = None;
    private readonly long _private = None;

    /// <summary>The path of the mapped file, or a name such as <c>[heap]</c>, <c>[stack]</c> or <c>[anon]</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The address range, in the form <c>7f1c000-7f1d000</c>; null if grouped.</summary>
    public string? Address { get; init; }

    /// <summary>The permissions, in the form <c>r-xp</c>; null if grouped.</summary>
    public string? Permissions { get; init; }

    /// <summary>The size of the address range.</summary>
    public required long Size { get; init; }

    /// <summary>The part that is in RAM. Null only on Windows, if the state of the pages cannot be read.</summary>
    public long? Rss
    {
        get => FromStored(_rss);
        init => _rss = ToStored(value);
    }

    /// <summary>The proportional share: each page is divided by the number of processes that share it. Linux 2.6.25 and later.</summary>
    public long? Pss
    {
        get => FromStored(_pss);
        init => _pss = ToStored(value);
    }

    /// <summary>The shared pages that are not modified. Linux.</summary>
    public long? SharedClean
    {
        get => FromStored(_sharedClean);
        init => _sharedClean = ToStored(value);
    }

    /// <summary>The shared pages that are modified. Linux.</summary>
    public long? SharedDirty
    {
        get => FromStored(_sharedDirty);
        init => _sharedDirty = ToStored(value);
    }

    /// <summary>The private pages that are not modified. Linux.</summary>
    public long? PrivateClean
    {
        get => FromStored(_privateClean);
        init => _privateClean = ToStored(value);
    }

    /// <summary>The private pages that are modified. Linux.</summary>
    public long? PrivateDirty
    {
        get => FromStored(_privateDirty);
        init => _privateDirty = ToStored(value);
    }

    /// <summary>The pages that were used recently. Linux 2.6.22 and later.</summary>
    public long? Referenced
    {
        get => FromStored(_referenced);
        init => _referenced = ToStored(value);
    }

    /// <summary>The pages that are not backed by a file. Linux 2.6.34 and later.</summary>
    public long? Anonymous
    {
        get => FromStored(_anonymous);
        init => _anonymous = ToStored(value);
    }

    /// <summary>The pages that are swapped out. Linux 2.6.26 and later.</summary>
    public long? Swap
    {
        get => FromStored(_swap);
        init => _swap = ToStored(value);
    }

    /// <summary>The private pages that are in RAM. FreeBSD.</summary>
    public long? Private
    {
        get => FromStored(_private);
        init => _private = ToStored(value);
    }

    /// <summary>The number of mappings of the same memory object. FreeBSD.</summary>
    public int? ReferenceCount { get; init; }

    /// <summary>The number of copy-on-write copies of the memory object. FreeBSD.</summary>
    public int? ShadowCount { get; init; }

    /// <summary>
    /// Groups mappings by path, in the order in which the paths first appear. A sum is null only if all of its parts are null.
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

    private static long? FromStored(long value) => value == None ? null : value;

    private static long ToStored(long? value) => value ?? None;

    private static long? Sum(long? left, long? right) =>
        left is null ? right
        : right is null ? left
        : left + right;
}
