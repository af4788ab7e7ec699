using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Parsing;
using Psutil.Platforms.FreeBsd.Interop;

namespace Psutil.Platforms.FreeBsd.Parsing;

/// <summary>The routing socket's list of interfaces: messages of many kinds, each as long as it says.</summary>
internal static class InterfaceListParser
{
    public static List<InterfaceRecord> Parse(ReadOnlySpan<byte> bytes)
    {
        List<InterfaceRecord> interfaces = [];
        int size = Unsafe.SizeOf<InterfaceMessage>();
        while (bytes.Length >= sizeof(int))
        {
            int length = MemoryMarshal.Read<ushort>(bytes);
            if (length < sizeof(int) || length > bytes.Length)
            {
                break;
            }

            ReadOnlySpan<byte> message = bytes[..length];
            bytes = bytes[length..];
            if (message[3] != ConnectionNumbers.RTM_IFINFO || length < size)
            {
                continue;
            }

            ref readonly InterfaceMessage header = ref MemoryMarshal.AsRef<InterfaceMessage>(message);
            ref readonly InterfaceData data = ref header.ifm_data;
            if (LinkNameParser.TryParseName(message[size..], out ReadOnlySpan<byte> name))
            {
                NetworkIOCounters counters = new(
                    (long)data.ifi_obytes, (long)data.ifi_ibytes, (long)data.ifi_opackets, (long)data.ifi_ipackets, (long)data.ifi_ierrors, (long)data.ifi_oerrors,
                    (long)data.ifi_iqdrops, (long)data.ifi_oqdrops);
                interfaces.Add(new InterfaceRecord(OSText.GetString(name), counters, (uint)header.ifm_flags, data.ifi_mtu, data.ifi_baudrate));
            }
        }

        return interfaces;
    }
}
