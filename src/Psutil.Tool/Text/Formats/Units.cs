namespace Psutil.Tool.Text;

/// <summary>The form of amounts of bytes: with a unit or, with <c>--bytes</c>, as plain numbers.</summary>
internal sealed class Units
{
    /// <summary>With a unit: <c>9.8K</c>.</summary>
    public static readonly Units Scaled = new();

    /// <summary>As a plain number: <c>10000</c>.</summary>
    public static readonly Units Plain = new();

    private Units() { }

    public string Bytes(long value) => this == Plain ? value.ToString(CultureInfo.InvariantCulture) : ByteSize.ToString(value);

    /// <summary>A rate; with <c>--bytes</c> only the number of bytes per second.</summary>
    public string BytesPerSecond(double value)
    {
        long rounded = (long)Math.Round(value);
        return this == Plain ? rounded.ToString(CultureInfo.InvariantCulture) : ByteSize.ToString(rounded) + "/s";
    }
}
