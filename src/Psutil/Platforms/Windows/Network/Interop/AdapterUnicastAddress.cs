namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>IP_ADAPTER_UNICAST_ADDRESS</c>.</summary>
internal struct AdapterUnicastAddress
{
    public uint Length;
    public uint Flags;
    public nuint Next;

    /// <summary>A <c>SOCKET_ADDRESS</c>: a pointer and a length, which with its padding is as large as two pointers.</summary>
    public SocketAddressPointer Address;
    public uint PrefixOrigin;
    public uint SuffixOrigin;
    public uint DuplicateAddressState;
    public uint ValidLifetime;
    public uint PreferredLifetime;
    public uint LeaseLifetime;
    public byte OnLinkPrefixLength;

    public struct SocketAddressPointer
    {
        public nuint Pointer;
        public int Length;
    }
}
