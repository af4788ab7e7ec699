namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>WTS_CLIENT_ADDRESS</c>.</summary>
internal unsafe struct SessionClientAddress
{
    public uint AddressFamily;
    public fixed byte Address[20];
}
