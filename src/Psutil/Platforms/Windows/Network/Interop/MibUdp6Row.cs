namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>MIB_UDP6ROW_OWNER_PID</c>. The address and the port are in network order, the port in the low half of its field.</summary>
internal unsafe struct MibUdp6Row
{
    public fixed byte LocalAddress[16];
    public uint LocalScopeId;
    public uint LocalPort;
    public uint OwningPid;
}
