namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>Numbers around the machine as a whole (sys/sysctl.h, sys/resource.h, sys/devicestat.h, vm/vm_param.h).</summary>
internal static class MachineNumbers
{
    public const int KERN_BOOTTIME = 21;

    public const int CPUSTATES = 5;
    public const int CP_USER = 0;
    public const int CP_NICE = 1;
    public const int CP_SYS = 2;
    public const int CP_INTR = 3;
    public const int CP_IDLE = 4;

    public const int XSWDEV_VERSION = 2;

    public const int DEVSTAT_READ = 1;
    public const int DEVSTAT_WRITE = 2;
}
