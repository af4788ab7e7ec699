namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>Numbers in the kernel's sysctl tree that the other systems do not share (sys/sysctl.h), and of IPv6 (sys/socket.h).</summary>
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
    public const int HW_VENDOR = 14;
    public const int HW_PRODUCT = 15;
    public const int HW_VERSION = 16;
    public const int HW_PHYSMEM64 = 19;
    public const int HW_NCPUONLINE = 25;
    public const int VM_UVMEXP = 4;

    public const int AF_INET6 = 24;
}
