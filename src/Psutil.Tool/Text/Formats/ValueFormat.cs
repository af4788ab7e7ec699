namespace Psutil.Tool.Text;

/// <summary>The text of values, which cells, lines and CSV files share. No value is unknown here.</summary>
internal abstract class ValueFormat
{
    public virtual string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public abstract string Number(double value);

    public abstract string Bytes(long value);

    public abstract string BytesPerSecond(double value);

    public abstract string Seconds(TimeSpan value);

    /// <summary>An elapsed time, as opposed to CPU time.</summary>
    public virtual string Duration(TimeSpan value) => Seconds(value);

    public abstract string Milliseconds(TimeSpan value);

    public abstract string Instant(DateTimeOffset value);

    public abstract string Percent(double value);

    public abstract string Flag(bool value);
}
