namespace Psutil.Platforms.Windows.Parsing;

/// <summary>A network adapter.</summary>
/// <param name="Name">Its friendly name, as in psutil.</param>
/// <param name="Index">Its index for IPv4; 0 if it has none.</param>
/// <param name="Ipv6Index">Its index for IPv6; 0 if it has none.</param>
/// <param name="Type">Its type, a number of IANA (<c>ifType</c>).</param>
/// <param name="Addresses">Its addresses, the hardware address first.</param>
internal sealed record Adapter(string Name, int Index, int Ipv6Index, int Type, IReadOnlyList<InterfaceAddress> Addresses)
{
    public bool Is(int interfaceIndex) => interfaceIndex != 0 && (Index == interfaceIndex || (Index == 0 && Ipv6Index == interfaceIndex));
}
