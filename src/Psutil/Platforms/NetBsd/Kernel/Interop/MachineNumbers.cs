namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>
/// Numbers around the machine as a whole (sys/sysctl.h, sys/sched.h, sys/mount.h, sys/swap.h, sys/socket.h, net/route.h).
/// </summary>
internal static class MachineNumbers
{
    public const int KERN_BOOTTIME = 83;
    public const int KERN_CP_TIME = 51;
    public const int HW_IOSTATS = 9;
    public const int HW_NCPUONLINE = 16;
    public const int VM_UVMEXP2 = 5;

    public const int CPUSTATES = 5;
    public const int CP_USER = 0;
    public const int CP_NICE = 1;
    public const int CP_SYS = 2;
    public const int CP_INTR = 3;
    public const int CP_IDLE = 4;

    public const int AF_INET6 = 24;

    public const int MNT_NOWAIT = 2;
    public const ulong MNT_SYNCHRONOUS = 0x2;
    public const ulong MNT_NOEXEC = 0x4;
    public const ulong MNT_NOSUID = 0x8;
    public const ulong MNT_NODEV = 0x10;
    public const ulong MNT_UNION = 0x20;
    public const ulong MNT_ASYNC = 0x40;
    public const ulong MNT_NOCOREDUMP = 0x8000;
    public const ulong MNT_RELATIME = 0x20000;
    public const ulong MNT_IGNORE = 0x100000;
    public const ulong MNT_DISCARD = 0x800000;
    public const ulong MNT_EXTATTR = 0x1000000;
    public const ulong MNT_LOG = 0x2000000;
    public const ulong MNT_NOATIME = 0x4000000;
    public const ulong MNT_SYMPERM = 0x20000000;
    public const ulong MNT_NODEVMTIME = 0x40000000;
    public const ulong MNT_SOFTDEP = 0x80000000;
}
