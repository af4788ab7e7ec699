namespace Psutil.Tool.Text;

/// <summary>How amounts of bytes are written for people: with a unit, or under <c>--bytes</c> as plain numbers.</summary>
internal sealed class Units
{
    /// <summary>With a unit: <c>9.8K</c>.</summary>
    public static readonly Units Scaled = new();

    /// <summary>As a plain number: <c>10000</c>.</summary>
    public static readonly Units Plain = new();

    private Units() { }

    public string Bytes(long value) => this == Plain ? value.ToString(CultureInfo.InvariantCulture) : ByteSize.ToString(value);

    /// <summary>A rate: under <c>--bytes</c> the bytes per second alone.</summary>
    public string BytesPerSecond(double value)
    {
        long rounded = (long)Math.Round(value);
        return this == Plain ? rounded.ToString(CultureInfo.InvariantCulture) : ByteSize.ToString(rounded) + "/s";
    }
}
