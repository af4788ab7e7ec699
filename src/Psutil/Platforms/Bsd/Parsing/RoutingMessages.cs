using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Parsing;

/// <summary>The routing socket's list of interfaces: messages of many kinds, each as long as it says, of which those of one kind tell of interfaces.</summary>
internal static class RoutingMessages
{
    // struct rt_msghdr and its kin begin alike on all of these systems (net/route.h): length, version, kind.
    private const int KindOffset = 3;

    /// <summary>Makes a record of a message that is at least as long as its header.</summary>
    public delegate InterfaceRecord ToRecord(ReadOnlySpan<byte> message, string name);

    /// <summary>The interfaces in the list.</summary>
    /// <param name="bytes">The list.</param>
    /// <param name="kind">The kind of message that tells of an interface.</param>
    /// <param name="headerSize">The size of its header, behind which the interface's name comes as a hardware address.</param>
    /// <param name="toRecord">Its meaning.</param>
    public static List<InterfaceRecord> Parse(ReadOnlySpan<byte> bytes, int kind, int headerSize, ToRecord toRecord)
    {
        List<InterfaceRecord> interfaces = [];
        while (bytes.Length > KindOffset)
        {
            int length = MemoryMarshal.Read<ushort>(bytes);
            if (length <= KindOffset || length > bytes.Length)
            {
                break;
            }

            ReadOnlySpan<byte> message = bytes[..length];
            bytes = bytes[length..];
            if (message[KindOffset] == kind && length >= headerSize && LinkNameParser.TryParseName(message[headerSize..], out ReadOnlySpan<byte> name))
            {
                interfaces.Add(toRecord(message, OSText.GetString(name)));
            }
        }

        return interfaces;
    }
}
