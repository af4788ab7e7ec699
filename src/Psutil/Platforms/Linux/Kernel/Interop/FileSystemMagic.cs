namespace Psutil.Platforms.Linux.Interop;

/// <summary>The numbers of file system types (linux/magic.h).</summary>
internal static class FileSystemMagic
{
    public const long Proc = 0x9fa0;
    public const long Autofs = 0x187;
    public const long Sys = 0x62656572;
    public const long Cgroup = 0x27e0eb;
    public const long Cgroup2 = 0x63677270;
}
