using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The messages of one netlink datagram, one after the other. Never reads beyond it, and always comes to an end.</summary>
internal ref struct NetlinkCursor(ReadOnlySpan<byte> datagram)
{
    private ReadOnlySpan<byte> _rest = datagram;

    /// <summary>The present message's header.</summary>
    public NetlinkMessageHeader Header { get; private set; }

    /// <summary>What follows the header.</summary>
    public ReadOnlySpan<byte> Payload { get; private set; }

    /// <summary>Whether the datagram ended in something that is no message.</summary>
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
