namespace Psutil.Platforms.Windows.Parsing;

/// <summary>A network adapter.</summary>
/// <param name="Name">Its name for people, by which psutil knows it too.</param>
/// <param name="Index">Its number among those with IPv4; 0 if it has none.</param>
/// <param name="Ipv6Index">Its number among those with IPv6; 0 if it has none.</param>
/// <param name="Type">What it is, by IANA's number (<c>ifType</c>).</param>
/// <param name="Addresses">Its addresses: the hardware's first.</param>
internal sealed record Adapter(string Name, int Index, int Ipv6Index, int Type, IReadOnlyList<InterfaceAddress> Addresses)
{
    public bool Is(int interfaceIndex) => interfaceIndex != 0 && (Index == interfaceIndex || (Index == 0 && Ipv6Index == interfaceIndex));
}
