namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>MIB_TCP6ROW_OWNER_PID</c>. Addresses and ports are in network order, a port in the low half of its field.</summary>
internal unsafe struct MibTcp6Row
{
    public fixed byte LocalAddress[16];
    public uint LocalScopeId;
    public uint LocalPort;
    public fixed byte RemoteAddress[16];
    public uint RemoteScopeId;
    public uint RemotePort;
    public uint State;
    public uint OwningPid;
}
