namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>Numbers in the kernel's sysctl tree that the other systems do not share (sys/sysctl.h).</summary>
internal static class MachineNumbers
{
    public const int KERN_BOOTTIME = 21;
}
