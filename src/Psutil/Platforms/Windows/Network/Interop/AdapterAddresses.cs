namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>IP_ADAPTER_ADDRESSES</c>, up to what is used here.</summary>
internal unsafe struct AdapterAddresses
{
    public const int LongestPhysicalAddress = 8;

    public uint Length;
    public uint InterfaceIndex;
    public nuint Next;
    public nuint AdapterName;
    public nuint FirstUnicastAddress;
    public nuint FirstAnycastAddress;
    public nuint FirstMulticastAddress;
    public nuint FirstDnsServerAddress;
    public nuint DnsSuffix;
    public nuint Description;
    public nuint FriendlyName;
    public fixed byte PhysicalAddress[LongestPhysicalAddress];
    public uint PhysicalAddressLength;
    public uint Flags;
    public uint Mtu;
    public uint InterfaceType;
    public uint OperStatus;
    public uint Ipv6InterfaceIndex;
}
