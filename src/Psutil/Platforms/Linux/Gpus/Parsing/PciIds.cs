namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// <c>pci.ids</c>, the list of PCI devices that distributions have: <c>vendor  name</c>, and below each vendor <c>TAB device  name</c>.
/// </summary>
internal static class PciIds
{
    // Vendor and device are four hexadecimal digits and two blanks.
    private const int Digits = 4;
    private const int LongestName = 256;

    /// <summary>The name of a model, such as <c>Navi 31 [Radeon RX 7900 XT/7900 XTX]</c>; null if the list does not have it.</summary>
    public static string? FindName(ReadOnlySpan<byte> text, int vendor, int device)
    {
        bool isVendor = false;
        LineCursor lines = new(text, headerLines: 0);
        while (lines.MoveNext())
        {
            ReadOnlySpan<byte> line = lines.Current;
            if (line[0] == (byte)'#')
            {
                continue;
            }

            if (line[0] != (byte)'\t')
            {
                if (isVendor)
                {
                    return null;
                }

                isVendor = IsNumber(line, vendor);
            }
            else if (isVendor && IsNumber(line[1..], device))
            {
                ReadOnlySpan<byte> name = Ascii.Trim(line[(1 + Digits)..]);
                return name.IsEmpty || name.Length > LongestName ? null : OSText.GetString(name);
            }
        }

        return null;
    }

    private static bool IsNumber(ReadOnlySpan<byte> line, int number) =>
        line.Length > Digits && line[Digits] == (byte)' ' && Ascii.TryParseHex(line[..Digits], out ulong found) && found == (ulong)number;
}
