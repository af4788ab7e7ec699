namespace Psutil.Tool.Text;

/// <summary>Values with their units.</summary>
internal class HumanFormat(TimeProvider clock, Units units) : ValueFormat
{
    protected TimeProvider Clock { get; } = clock;

    public override string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    public override string Bytes(long value) => units.Bytes(value);

    public override string BytesPerSecond(double value) => units.BytesPerSecond(value);

    public override string Seconds(TimeSpan value) => Text.Duration.Compact(value);

    public override string Milliseconds(TimeSpan value) => Text.Duration.Compact(value);

    public override string Instant(DateTimeOffset value) => Text.Duration.Instant(value, Clock);

    public override string Percent(double value) => value.ToString("0.0", CultureInfo.InvariantCulture) + "%";

    public override string Flag(bool value) => value ? "yes" : "no";
}
