namespace Psutil.Platforms.Bsd.Interop;

/// <summary>Flags of mounts that all of these systems have (sys/mount.h).</summary>
internal static class MountNumbers
{
    public const ulong MNT_RDONLY = 0x1;
    public const ulong MNT_LOCAL = 0x1000;
}
