namespace Psutil;

/// <summary>The space of a file system, in bytes, as <c>df</c> counts it.</summary>
/// <param name="Total">All space.</param>
/// <param name="Used">What is in use.</param>
/// <param name="Free">What an unprivileged user may still use; less than <paramref name="Total"/> − <paramref name="Used"/> where some is
/// reserved for root.</param>
/// <param name="TotalInodes">How many files it can hold; null where it has no such limit.</param>
/// <param name="FreeInodes">How many more files it can hold; null where it has no such limit.</param>
public readonly record struct DiskUsage(long Total, long Used, long Free, long? TotalInodes = null, long? FreeInodes = null)
{
    /// <summary>
    /// The share in use, in percent of what an unprivileged user could use (<see cref="Used"/> + <see cref="Free"/>), as <c>df</c> shows
    /// it.
    /// </summary>
    public double Percent => Used + Free > 0 ? Used * 100.0 / (Used + Free) : 0;
}
