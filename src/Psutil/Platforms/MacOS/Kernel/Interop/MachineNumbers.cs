namespace Psutil.Platforms.MacOS.Interop;

/// <summary>Numbers in the kernel's sysctl tree that the other systems do not share (sys/sysctl.h), and of IPv6 (sys/socket.h).</summary>
internal static class MachineNumbers
{
    public const int KERN_BOOTTIME = 21;
    public const int HW_MEMSIZE = 24;
    public const int VM_SWAPUSAGE = 5;

    public const int AF_INET6 = 30;
}
