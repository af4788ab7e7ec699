namespace Psutil.Platforms.MacOS.Interop;

/// <summary>
/// Numbers around the machine as a whole (sys/sysctl.h, mach/host_info.h, mach/processor_info.h, sys/mount.h, sys/socket.h, net/route.h).
/// </summary>
internal static class MachineNumbers
{
    public const int KERN_BOOTTIME = 21;
    public const int HW_MEMSIZE = 24;
    public const int VM_SWAPUSAGE = 5;

    public const int HOST_CPU_LOAD_INFO = 3;
    public const int HOST_CPU_LOAD_INFO_COUNT = 4;
    public const int HOST_VM_INFO64 = 4;
    public const int HOST_VM_INFO64_COUNT = 38;
    public const int PROCESSOR_CPU_LOAD_INFO = 2;
    public const int CPU_STATE_MAX = 4;
    public const int CPU_STATE_USER = 0;
    public const int CPU_STATE_SYSTEM = 1;
    public const int CPU_STATE_IDLE = 2;
    public const int CPU_STATE_NICE = 3;
    public const int CLK_TCK = 100;

    public const int AF_INET6 = 30;

    public const int MNT_NOWAIT = 2;
    public const ulong MNT_SYNCHRONOUS = 0x2;
    public const ulong MNT_NOEXEC = 0x4;
    public const ulong MNT_NOSUID = 0x8;
    public const ulong MNT_NODEV = 0x10;
    public const ulong MNT_UNION = 0x20;
    public const ulong MNT_ASYNC = 0x40;
    public const ulong MNT_EXPORTED = 0x100;
    public const ulong MNT_QUOTA = 0x2000;
    public const ulong MNT_ROOTFS = 0x4000;
    public const ulong MNT_DOVOLFS = 0x8000;
    public const ulong MNT_DONTBROWSE = 0x100000;
    public const ulong MNT_IGNORE_OWNERSHIP = 0x200000;
    public const ulong MNT_AUTOMOUNTED = 0x400000;
    public const ulong MNT_JOURNALED = 0x800000;
    public const ulong MNT_NOUSERXATTR = 0x1000000;
    public const ulong MNT_DEFWRITE = 0x2000000;
    public const ulong MNT_NOATIME = 0x10000000;
}
