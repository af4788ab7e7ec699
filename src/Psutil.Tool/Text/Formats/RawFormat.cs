namespace Psutil.Tool.Text;

/// <summary>Values as in the JSON contract: bytes, seconds, milliseconds, seconds since the epoch.</summary>
internal sealed class RawFormat : ValueFormat
{
    public static readonly RawFormat Instance = new();

    public override string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    public override string Bytes(long value) => Number(value);

    public override string BytesPerSecond(double value) => Number(value);

    public override string Seconds(TimeSpan value) => Number(value.TotalSeconds);

    public override string Milliseconds(TimeSpan value) => Number((long)Math.Round(value.TotalMilliseconds));

    public override string Instant(DateTimeOffset value) => Number((value - DateTimeOffset.UnixEpoch).TotalSeconds);

    public override string Percent(double value) => Number(value);

    public override string Flag(bool value) => value ? "true" : "false";
}
