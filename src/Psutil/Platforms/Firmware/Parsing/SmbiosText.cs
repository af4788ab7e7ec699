using System.Collections.Frozen;

namespace Psutil.Platforms.Firmware.Parsing;

/// <summary>The strings and numbers that makers write into SMBIOS (DMTF DSP0134).</summary>
internal static class SmbiosText
{
    private const int LongestText = 256;

    // What makers leave in a field that they do not fill.
    private static readonly FrozenSet<string> Placeholders = new[]
    {
        "To Be Filled By O.E.M.",
        "To Be Filled By OEM",
        "O.E.M.",
        "OEM",
        "Default string",
        "Not Specified",
        "Not Applicable",
        "Not Available",
        "Not Provided",
        "None",
        "N/A",
        "NA",
        "Unknown",
        "Undefined",
        "Invalid",
        "Empty",
        "x.x",
        "System manufacturer",
        "System Product Name",
        "System Version",
        "System Family",
        "Product Name",
        "Base Board Manufacturer",
        "Base Board Product Name",
        "Base Board Version",
        "Type1ProductConfigId",
        "Type1Family",
        "SKU",
        "0123456789",
        "123456789",
        "1234567890",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A text without white space around it; null for a placeholder, or for what is too long to be a name.</summary>
    public static string? Clean(string? text)
    {
        text = text?.Trim(' ', '\t', '\r', '\n', '\0');
        return text is not { Length: > 0 and <= LongestText } || Placeholders.Contains(text) || !text.Any(char.IsLetterOrDigit) ? null
            : text.All(static character => character is '0' or '.' or '-' or ' ') && text.Length > 3 ? null
            : text;
    }

    /// <summary>
    /// A date of the form MM/DD/YYYY, of old firmware MM/DD/YY, and YYYYMMDD as NetBSD writes it; null if it is another text.
    /// </summary>
    public static DateOnly? ParseDate(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), "MM/dd/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date
        : DateOnly.TryParseExact(text?.Trim(), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date) ? date
        : text?.Trim() is { Length: 8 } old
        && DateOnly.TryParseExact($"{old[..6]}19{old[6..]}", "MM/dd/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
            ? date
        : null;

    /// <summary>The form of an enclosure type (7.4.1 of the specification, in the groups that systemd's hostnamed makes of them).</summary>
    public static ChassisKind KindOf(int? type) =>
        type switch
        {
            0x03 or 0x04 or 0x06 or 0x07 or 0x0D or 0x23 or 0x24 => ChassisKind.Desktop,
            0x08 or 0x09 or 0x0A or 0x0E => ChassisKind.Laptop,
            0x0B => ChassisKind.Handheld,
            0x11 or 0x17 or 0x1C or 0x1D => ChassisKind.Server,
            0x1E => ChassisKind.Tablet,
            0x1F or 0x20 => ChassisKind.Convertible,
            0x21 or 0x22 => ChassisKind.Embedded,
            _ => ChassisKind.Unknown,
        };
}
