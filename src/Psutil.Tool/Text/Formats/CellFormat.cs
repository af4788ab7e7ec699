namespace Psutil.Tool.Text;

/// <summary>Values for the cells of a table: the header has the unit, and no number contains a blank.</summary>
internal sealed class CellFormat(TimeProvider clock, Units units) : HumanFormat(clock, units)
{
    public override string Seconds(TimeSpan value) => Text.Duration.CpuTime(value);

    // Without a blank, so that a column is one word.
    public override string Duration(TimeSpan value) => Text.Duration.Compact(value).Replace(" ", "", StringComparison.Ordinal);

    public override string Instant(DateTimeOffset value) => Text.Duration.Start(value, Clock);

    public override string Percent(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
