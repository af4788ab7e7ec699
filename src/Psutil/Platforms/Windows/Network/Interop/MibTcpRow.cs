namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>MIB_TCPROW_OWNER_PID</c>. Addresses and ports are in network order, a port in the low half of its field.</summary>
internal struct MibTcpRow
{
    public uint State;
    public uint LocalAddress;
    public uint LocalPort;
    public uint RemoteAddress;
    public uint RemotePort;
    public uint OwningPid;
}
