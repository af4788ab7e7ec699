namespace Psutil.Platforms.Linux.Parsing;

/// <summary>A property of the device tree that consists of strings, each with a NUL after it (Devicetree Specification, 2.2.4).</summary>
internal static class DeviceTreeStrings
{
    private const int MostStrings = 64;

    public static IReadOnlyList<string> Parse(ReadOnlySpan<byte> property)
    {
        List<string> texts = [];
        foreach (Range range in property.Split((byte)0))
        {
            ReadOnlySpan<byte> text = Ascii.Trim(property[range]);
            if (!text.IsEmpty && texts.Count < MostStrings)
            {
                texts.Add(OSText.GetString(text));
            }
        }

        return texts;
    }
}
