namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>MIB_UDPROW_OWNER_PID</c>. The address and the port are in network order, the port in the low half of its field.</summary>
internal struct MibUdpRow
{
    public uint LocalAddress;
    public uint LocalPort;
    public uint OwningPid;
}
