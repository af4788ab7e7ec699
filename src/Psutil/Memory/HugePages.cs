namespace Psutil;

/// <summary>
/// The pool of huge pages of the default size, which programs ask for explicitly (<c>hugetlbfs</c>). Linux: <c>HugePages_*</c> and
/// <c>Hugepagesize</c> of <c>/proc/meminfo</c>.
/// </summary>
public readonly record struct HugePages
{
    /// <summary>The number of pages in the pool.</summary>
    public required long Total { get; init; }

    /// <summary>The number of pages that are not used. Some of them can be <see cref="Reserved"/>.</summary>
    public required long Free { get; init; }

    /// <summary>The number of pages that were promised to programs and are not used yet; null if unknown.</summary>
    public long? Reserved { get; init; }

    /// <summary>The number of pages beyond the size that the administrator set (<c>nr_hugepages</c>); null if unknown.</summary>
    public long? Surplus { get; init; }

    /// <summary>The size of a page, in bytes; null if unknown.</summary>
    public long? PageSize { get; init; }
}
