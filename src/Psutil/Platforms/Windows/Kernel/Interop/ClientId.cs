namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>CLIENT_ID</c>: which process or thread is meant.</summary>
internal struct ClientId
{
    public nuint UniqueProcess;
    public nuint UniqueThread;
}
