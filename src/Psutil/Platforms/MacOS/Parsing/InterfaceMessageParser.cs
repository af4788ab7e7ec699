using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.MacOS.Interop;

namespace Psutil.Platforms.MacOS.Parsing;

/// <summary>Messages about interfaces in the routing socket's list, with 64-bit counters. macOS counts no packets that were thrown away instead of sent.</summary>
internal static class InterfaceMessageParser
{
    public static InterfaceRecord ToRecord(ReadOnlySpan<byte> message, string name)
    {
        ref readonly InterfaceMessage header = ref MemoryMarshal.AsRef<InterfaceMessage>(message);
        ref readonly InterfaceData data = ref header.ifm_data;
        NetworkIOCounters counters = new(
            (long)data.ifi_obytes, (long)data.ifi_ibytes, (long)data.ifi_opackets, (long)data.ifi_ipackets, (long)data.ifi_ierrors, (long)data.ifi_oerrors,
            (long)data.ifi_iqdrops, null);
        return new InterfaceRecord(name, counters, (uint)header.ifm_flags, data.ifi_mtu, data.ifi_baudrate);
    }
}
