namespace Psutil.Tool.Text;

/// <summary>Values for the cells of a table: the header has the unit, and no value of a number has a blank in it.</summary>
internal sealed class CellFormat(TimeProvider clock, Units units) : HumanFormat(clock, units)
{
    public override string Seconds(TimeSpan value) => Duration.CpuTime(value);

    public override string Instant(DateTimeOffset value) => Duration.Start(value, Clock);

    public override string Percent(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
