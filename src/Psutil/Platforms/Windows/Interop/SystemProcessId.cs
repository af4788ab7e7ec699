namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>SYSTEM_PROCESS_ID_INFORMATION</c>: asks for the image's path of a PID, and needs no handle.</summary>
internal struct SystemProcessId
{
    public nuint ProcessId;
    public UnicodeString ImageName;
}
