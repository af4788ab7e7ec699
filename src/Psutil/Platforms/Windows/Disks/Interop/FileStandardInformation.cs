namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>FILE_STANDARD_INFORMATION</c>.</summary>
internal struct FileStandardInformation
{
    public long AllocationSize;
    public long EndOfFile;
    public uint NumberOfLinks;
    public byte DeletePending;
    public byte Directory;
}
