namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>OBJECT_ATTRIBUTES</c>.</summary>
internal struct ObjectAttributes
{
    public uint Length;
    public nint RootDirectory;
    public nint ObjectName;
    public uint Attributes;
    public nint SecurityDescriptor;
    public nint SecurityQualityOfService;
}
