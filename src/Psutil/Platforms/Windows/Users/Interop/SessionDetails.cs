namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>WTSINFOW</c>: all about a session. Times are FILETIMEs.</summary>
internal unsafe struct SessionDetails
{
    public uint State;
    public uint SessionId;
    public uint IncomingBytes;
    public uint OutgoingBytes;
    public uint IncomingFrames;
    public uint OutgoingFrames;
    public uint IncomingCompressedBytes;
    public uint OutgoingCompressedBytes;
    public fixed char WinStationName[32];
    public fixed char Domain[17];
    public fixed char UserName[21];
    public long ConnectTime;
    public long DisconnectTime;
    public long LastInputTime;
    public long LogonTime;
    public long CurrentTime;
}
