namespace Psutil.Recording;

/// <summary>The name of a segment: when it begins, and its place among all. The place decides: the clock may have been set back.</summary>
/// <param name="Number">Its place.</param>
/// <param name="Start">The time of its first sample.</param>
internal readonly record struct SegmentName(long Number, DateTimeOffset Start) : IComparable<SegmentName>
{
    private const string Extension = ".psr";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    public static SegmentName? Parse(string name)
    {
        // 00000000000012-20261128T031200Z.psr
        int dash = name.IndexOf('-', StringComparison.Ordinal);
        return
            dash > 0
            && name.EndsWith(Extension, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            && number > 0
            && DateTimeOffset.TryParseExact(
                name.AsSpan(dash + 1, name.Length - dash - 1 - Extension.Length),
                TimeFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out DateTimeOffset start
            )
            ? new SegmentName(number, start)
            : null;
    }

    public int CompareTo(SegmentName other) => Number.CompareTo(other.Number);

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Number:00000000000000}-{Start.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}{Extension}"
        );
}
