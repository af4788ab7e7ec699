using System.Buffers.Binary;
using System.Text;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>A security identifier as text: <c>S-1-5-18</c>.</summary>
internal static class SidText
{
    /// <summary>The text; null if the identifier is incomplete.</summary>
    public static string? Format(ReadOnlySpan<byte> sid)
    {
        // Revision, count, an authority of 48 bits in network order, and the sub-authorities.
        if (sid.Length < 8 || sid.Length < 8 + (4 * sid[1]))
        {
            return null;
        }

        ulong authority = ((ulong)BinaryPrimitives.ReadUInt16BigEndian(sid[2..]) << 32) | BinaryPrimitives.ReadUInt32BigEndian(sid[4..]);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"S-{sid[0]}-{authority}");
        for (int index = 0; index < sid[1]; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"-{BinaryPrimitives.ReadUInt32LittleEndian(sid[(8 + (4 * index))..])}");
        }

        return text.ToString();
    }
}
