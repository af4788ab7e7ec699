namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>FILE_BASIC_INFORMATION</c>.</summary>
internal struct FileBasicInformation
{
    public const uint AttributeDirectory = 0x10;

    public long CreationTime;
    public long LastAccessTime;
    public long LastWriteTime;
    public long ChangeTime;
    public uint FileAttributes;
}
