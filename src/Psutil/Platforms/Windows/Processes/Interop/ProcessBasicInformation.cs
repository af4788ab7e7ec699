namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>PROCESS_BASIC_INFORMATION</c>.</summary>
internal struct ProcessBasicInformation
{
    public int ExitStatus;
    public nuint PebBaseAddress;
    public nuint AffinityMask;
    public int BasePriority;
    public nuint UniqueProcessId;
    public nuint InheritedFromUniqueProcessId;
}
