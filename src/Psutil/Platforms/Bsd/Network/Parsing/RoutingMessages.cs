using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd.Parsing;

/// <summary>
/// The routing socket's list of interfaces: messages of many kinds, each with its length; those of one kind describe interfaces.
/// </summary>
internal static class RoutingMessages
{
    // struct rt_msghdr and similar structures begin with the same fields on all of these systems (net/route.h): length, version, kind.
    private const int KindOffset = 3;

    /// <summary>The interfaces in the list.</summary>
    /// <typeparam name="TMessage">The header; a link-level address with the interface's name follows it.</typeparam>
    /// <param name="bytes">The list.</param>
    public static List<InterfaceRecord> Parse<TMessage>(ReadOnlySpan<byte> bytes)
        where TMessage : unmanaged, IInterfaceMessage
    {
        int headerSize = Unsafe.SizeOf<TMessage>();
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
            if (
                message[KindOffset] == TMessage.Kind
                && length >= headerSize
                && LinkNameParser.TryParseName(message[headerSize..], out ReadOnlySpan<byte> name)
            )
            {
                interfaces.Add(MemoryMarshal.AsRef<TMessage>(message).ToRecord(OSText.GetString(name)));
            }
        }

        return interfaces;
    }
}
