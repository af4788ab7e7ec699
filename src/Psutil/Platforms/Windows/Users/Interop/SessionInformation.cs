namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>WTS_SESSION_INFOW</c>: a session of the list.</summary>
internal struct SessionInformation
{
    public uint SessionId;
    public nuint WinStationName;
    public uint State;
}
