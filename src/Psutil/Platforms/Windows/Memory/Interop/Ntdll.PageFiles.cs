namespace Psutil.Platforms.Windows.Interop;

internal static partial class Ntdll
{
    // SYSTEM_INFORMATION_CLASS.
    public const int SystemPageFileClass = 18;
}

/// <summary><c>SYSTEM_PAGEFILE_INFORMATION</c>: one page file, in pages.</summary>
internal struct SystemPageFile
{
    /// <summary>From this entry to the next, in bytes; 0 in the last.</summary>
    public uint NextEntryOffset;
    public uint TotalSize;
    public uint TotalInUse;
    public uint PeakUsage;
    public UnicodeString PageFileName;
}
