using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Psutil.Tool.Text;

/// <summary>
/// Addresses as the C library's <c>inet_ntop</c> writes them, and so psutil and the other tools. .NET writes the last four bytes of more
/// IPv6 addresses in the form of IPv4, such as those of ISATAP (<c>fe80::5efe:10.0.0.1</c>).
/// </summary>
internal static class AddressText
{
    private const int WordCount = 8;
    private const int WordsBeforeIPv4 = 6;

    /// <summary>An address, with the number of its scope if it has one.</summary>
    public static string Of(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        string text = Write(address.GetAddressBytes());
        return address.ScopeId == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}%{address.ScopeId}");
    }

    /// <summary>An address and a port: <c>10.0.0.1:80</c>, <c>[::1]:80</c>.</summary>
    public static string Of(IPEndPoint endPoint) =>
        endPoint.AddressFamily == AddressFamily.InterNetworkV6
            ? string.Create(CultureInfo.InvariantCulture, $"[{Of(endPoint.Address)}]:{endPoint.Port}")
            : endPoint.ToString();

    private static string Write(ReadOnlySpan<byte> address)
    {
        (int zeros, int zeroCount) = FindLongestZeros(address);
        bool endsAsIPv4 =
            zeros == 0 && (zeroCount == WordsBeforeIPv4 || (zeroCount == WordsBeforeIPv4 - 1 && Word(address, zeroCount) == 0xFFFF));
        StringBuilder text = new();
        for (int index = 0; index < (endsAsIPv4 ? WordsBeforeIPv4 : WordCount); index++)
        {
            if (index == zeros)
            {
                text.Append("::");
                index += zeroCount - 1;
                continue;
            }

            if (text.Length > 0 && text[^1] != ':')
            {
                text.Append(':');
            }

            text.Append(CultureInfo.InvariantCulture, $"{Word(address, index):x}");
        }

        if (endsAsIPv4)
        {
            text.Append(text[^1] == ':' ? "" : ":").Append(new IPAddress(address[^4..]));
        }

        return text.ToString();
    }

    /// <summary>The first of the longest runs of at least two words that are 0; the place is negative if there is none.</summary>
    private static (int Start, int Count) FindLongestZeros(ReadOnlySpan<byte> address)
    {
        (int Start, int Count) longest = (-1, 1);
        int count = 0;
        for (int index = 0; index < WordCount; index++)
        {
            count = Word(address, index) == 0 ? count + 1 : 0;
            if (count > longest.Count)
            {
                longest = (index - count + 1, count);
            }
        }

        return longest;
    }

    private static ushort Word(ReadOnlySpan<byte> address, int index) =>
        BinaryPrimitives.ReadUInt16BigEndian(address[(index * sizeof(ushort))..]);
}
