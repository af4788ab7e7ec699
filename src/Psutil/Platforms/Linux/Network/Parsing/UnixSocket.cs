using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>A UNIX socket as the kernel reports it, by netlink or in <c>/proc/net/unix</c>.</summary>
internal readonly ref struct UnixSocket
{
    /// <summary>SOCK_STREAM (1), SOCK_DGRAM (2) or SOCK_SEQPACKET (5).</summary>
    public int Type { get; init; }

    /// <summary>0 for a connection that is not accepted yet.</summary>
    public ulong Inode { get; init; }

    /// <summary>The inode of the socket at the other end; 0 if unknown.</summary>
    public ulong PeerInode { get; init; }

    /// <summary>Whether it waits for connections.</summary>
    public bool IsListener { get; init; }

    /// <summary>Its queues; null if the kernel does not report them.</summary>
    public UnixDiagnosticsQueues? Queues { get; init; }

    /// <summary>
    /// The name as <c>/proc/net/unix</c> shows it, or as netlink reports it (see <see cref="IsRawName"/>); empty if it has none.
    /// </summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>Whether the name is the bound one, unescaped: an abstract name begins with a NUL and can contain more.</summary>
    public bool IsRawName { get; init; }

    /// <summary>The name as <c>/proc/net/unix</c> shows it; null if it has none.</summary>
    public string? GetPath()
    {
        if (Name.IsEmpty)
        {
            return null;
        }

        if (!IsRawName || !Name.Contains((byte)0))
        {
            return OSText.GetString(Name);
        }

        // sun_path has 108 bytes, so every name that comes from the kernel fits on the stack.
        Span<byte> shown = Name.Length <= 256 ? stackalloc byte[Name.Length] : new byte[Name.Length];
        Name.Replace(shown, (byte)0, (byte)'@');
        return OSText.GetString(shown);
    }
}
