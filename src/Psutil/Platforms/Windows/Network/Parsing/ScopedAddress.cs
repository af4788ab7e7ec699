using System.Net;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>IPv6 addresses with their interface as the scope.</summary>
internal static class ScopedAddress
{
    /// <summary>The address; with a scope only if it is link-local, because otherwise the scope has no meaning.</summary>
    public static IPAddress Create(ReadOnlySpan<byte> bytes, uint scope)
    {
        IPAddress address = new(bytes);
        return address.IsIPv6LinkLocal ? new IPAddress(bytes, scope) : address;
    }
}
