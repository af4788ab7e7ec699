namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>Numbers in the kernel's sysctl tree that the other systems do not share (sys/sysctl.h), and of IPv6 (sys/socket.h).</summary>
internal static class MachineNumbers
{
    public const int KERN_BOOTTIME = 83;
    public const int KERN_CP_TIME = 51;
    public const int HW_IOSTATS = 9;
    public const int HW_NCPUONLINE = 16;
    public const int VM_UVMEXP2 = 5;

    public const int AF_INET6 = 24;
}
