using System.Diagnostics.CodeAnalysis;
using System.Net.NetworkInformation;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>A hardware address as sysfs shows it: <c>02:fc:00:00:00:01</c>, of any length.</summary>
internal static class HardwareAddressText
{
    public static bool TryParse(string text, [NotNullWhen(true)] out PhysicalAddress? address)
    {
        address = null;
        if (text.Length % 3 != 2)
        {
            return false;
        }

        byte[] bytes = new byte[(text.Length + 1) / 3];
        for (int index = 0; index < bytes.Length; index++)
        {
            int start = index * 3;
            if (
                !byte.TryParse(text.AsSpan(start, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[index])
                || (start > 0 && text[start - 1] != ':')
            )
            {
                return false;
            }
        }

        address = new PhysicalAddress(bytes);
        return true;
    }
}
