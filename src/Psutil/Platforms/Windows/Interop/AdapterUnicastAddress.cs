namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>IP_ADAPTER_UNICAST_ADDRESS</c>.</summary>
internal struct AdapterUnicastAddress
{
    public uint Length;
    public uint Flags;
    public nuint Next;
    public nuint SocketAddress;
    public int SocketAddressLength;
    public uint PrefixOrigin;
    public uint SuffixOrigin;
    public uint DuplicateAddressState;
    public uint ValidLifetime;
    public uint PreferredLifetime;
    public uint LeaseLifetime;
    public byte OnLinkPrefixLength;
}
