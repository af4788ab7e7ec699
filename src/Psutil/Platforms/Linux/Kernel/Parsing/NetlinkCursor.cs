using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>Iterates over the messages of one netlink datagram. Never reads beyond it, and always ends.</summary>
internal ref struct NetlinkCursor(ReadOnlySpan<byte> datagram)
{
    private ReadOnlySpan<byte> _rest = datagram;

    /// <summary>The current message's header.</summary>
    public NetlinkMessageHeader Header { get; private set; }

    /// <summary>What follows the header.</summary>
    public ReadOnlySpan<byte> Payload { get; private set; }

    /// <summary>Whether the last bytes were not a message.</summary>
    public bool IsMalformed { get; private set; }

    public bool MoveNext()
    {
        if (!MemoryMarshal.TryRead(_rest, out NetlinkMessageHeader header))
        {
            IsMalformed |= !_rest.IsEmpty;
            return false;
        }

        if (header.Length < NetlinkMessageHeader.Size || header.Length > (uint)_rest.Length)
        {
            IsMalformed = true;
            _rest = default;
            return false;
        }

        Header = header;
        Payload = _rest[NetlinkMessageHeader.Size..(int)header.Length];
        _rest = NetlinkAttributeCursor.After(_rest, (int)header.Length);
        return true;
    }
}
