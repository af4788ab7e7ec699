namespace Psutil.Tool.Text;

/// <summary>
/// How the values of a report are written as text: what a cell, a line and a CSV file have in common. Nothing here is unknown.
/// </summary>
internal abstract class ValueFormat
{
    public virtual string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public abstract string Number(double value);

    public abstract string Bytes(long value);

    public abstract string BytesPerSecond(double value);

    public abstract string Seconds(TimeSpan value);

    /// <summary>A time that lasts, and not CPU time that was used.</summary>
    public virtual string Duration(TimeSpan value) => Seconds(value);

    public abstract string Milliseconds(TimeSpan value);

    public abstract string Instant(DateTimeOffset value);

    public abstract string Percent(double value);

    public abstract string Flag(bool value);
}
