namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>
/// Numbers around the machine as a whole (sys/sysctl.h, sys/sched.h, sys/mount.h, sys/swap.h, sys/socket.h, net/route.h).
/// </summary>
internal static class MachineNumbers
{
    public const int CTL_VFS = 10;
    public const int VFS_GENERIC = 0;
    public const int VFS_BCACHESTAT = 3;
    public const int KERN_BOOTTIME = 21;
    public const int KERN_CPTIME2 = 71;
    public const int KERN_CPUSTATS = 85;
    public const int HW_DISKSTATS = 9;
    public const int HW_CPUSPEED = 12;
    public const int HW_PHYSMEM64 = 19;
    public const int HW_NCPUONLINE = 25;
    public const int VM_UVMEXP = 4;

    public const int CPUSTATES = 6;
    public const int CP_USER = 0;
    public const int CP_NICE = 1;
    public const int CP_SYS = 2;
    public const int CP_SPIN = 3;
    public const int CP_INTR = 4;
    public const int CP_IDLE = 5;

    public const int AF_INET6 = 24;

    public const int MNT_NOWAIT = 2;
    public const ulong MNT_SYNCHRONOUS = 0x2;
    public const ulong MNT_NOEXEC = 0x4;
    public const ulong MNT_NOSUID = 0x8;
    public const ulong MNT_NODEV = 0x10;
    public const ulong MNT_NOPERM = 0x20;
    public const ulong MNT_ASYNC = 0x40;
    public const ulong MNT_WXALLOWED = 0x800;
    public const ulong MNT_NOATIME = 0x8000;
    public const ulong MNT_SOFTDEP = 0x4000000;
}
