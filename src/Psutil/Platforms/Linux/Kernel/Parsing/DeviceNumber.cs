namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// The number of a device, as in <c>/sys/dev/block/8:1</c>. Major 0 means no device: the number identifies only the file system.
/// </summary>
internal readonly record struct DeviceNumber(uint Major, uint Minor)
{
    /// <summary>From <c>major:minor</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DeviceNumber value)
    {
        int colon = text.IndexOf((byte)':');
        if (colon < 0)
        {
            value = default;
            return false;
        }

        return TryParse(text[..colon], text[(colon + 1)..], out value);
    }

    /// <summary>From <c>major:minor</c> in hexadecimal digits, as in <c>/proc/PID/maps</c>.</summary>
    public static bool TryParseHex(ReadOnlySpan<byte> text, out DeviceNumber value)
    {
        int colon = text.IndexOf((byte)':');
        if (
            colon > 0
            && Ascii.TryParseHex(text[..colon], out ulong major)
            && Ascii.TryParseHex(text[(colon + 1)..], out ulong minor)
            && Math.Max(major, minor) <= uint.MaxValue
        )
        {
            value = new DeviceNumber((uint)major, (uint)minor);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>From its two parts.</summary>
    public static bool TryParse(ReadOnlySpan<byte> major, ReadOnlySpan<byte> minor, out DeviceNumber value)
    {
        if (
            Ascii.TryParse(major, out long first)
            && Ascii.TryParse(minor, out long second)
            && (ulong)first <= uint.MaxValue
            && (ulong)second <= uint.MaxValue
        )
        {
            value = new DeviceNumber((uint)first, (uint)second);
            return true;
        }

        value = default;
        return false;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}:{Minor}");
}
