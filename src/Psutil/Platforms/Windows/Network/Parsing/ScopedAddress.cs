using System.Net;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>IPv6 addresses with the interface that they are of.</summary>
internal static class ScopedAddress
{
    /// <summary>The address; with its scope only where it is link-local, for elsewhere a scope means nothing.</summary>
    public static IPAddress Create(ReadOnlySpan<byte> bytes, uint scope)
    {
        IPAddress address = new(bytes);
        return address.IsIPv6LinkLocal ? new IPAddress(bytes, scope) : address;
    }
}
