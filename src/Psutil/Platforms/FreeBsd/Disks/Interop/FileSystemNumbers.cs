namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>Flags of mounts (sys/mount.h).</summary>
internal static class FileSystemNumbers
{
    public const int MNT_NOWAIT = 2;
    public const ulong MNT_SYNCHRONOUS = 0x2;
    public const ulong MNT_NOEXEC = 0x4;
    public const ulong MNT_NOSUID = 0x8;
    public const ulong MNT_NFS4ACLS = 0x10;
    public const ulong MNT_UNION = 0x20;
    public const ulong MNT_ASYNC = 0x40;
    public const ulong MNT_SUIDDIR = 0x100000;
    public const ulong MNT_SOFTDEP = 0x200000;
    public const ulong MNT_NOSYMFOLLOW = 0x400000;
    public const ulong MNT_GJOURNAL = 0x2000000;
    public const ulong MNT_MULTILABEL = 0x4000000;
    public const ulong MNT_ACLS = 0x8000000;
    public const ulong MNT_NOATIME = 0x10000000;
    public const ulong MNT_NOCLUSTERR = 0x40000000;
    public const ulong MNT_NOCLUSTERW = 0x80000000;
}
