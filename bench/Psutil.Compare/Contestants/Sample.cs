namespace Psutil.Compare.Contestants;

/// <summary>What one measurement gave.</summary>
/// <param name="Nanoseconds">The time of all rounds.</param>
/// <param name="Items">How many things they read.</param>
/// <param name="Bytes">What the contestant's thread allocated on a managed heap; 0 where that is not told.</param>
internal readonly record struct Sample(long Nanoseconds, long Items, long Bytes)
{
    public double MicrosecondsPerItem => Nanoseconds / 1000.0 / Math.Max(1, Items);

    public double BytesPerItem => (double)Bytes / Math.Max(1, Items);

    /// <summary>The sample that a contestant answered; null if it answered something else.</summary>
    public static Sample? Parse(string? line) =>
        line?.Split(' ') is [string nanoseconds, string items, string bytes]
        && long.TryParse(nanoseconds, CultureInfo.InvariantCulture, out long time)
            ? new Sample(time, long.Parse(items, CultureInfo.InvariantCulture), long.Parse(bytes, CultureInfo.InvariantCulture))
            : null;
}
