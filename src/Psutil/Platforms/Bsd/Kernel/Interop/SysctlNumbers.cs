namespace Psutil.Platforms.Bsd.Interop;

/// <summary>The numbers in the kernel's sysctl tree that the BSDs and macOS have in common (sys/sysctl.h).</summary>
internal static class SysctlNumbers
{
    public const int CTL_KERN = 1;
    public const int CTL_VM = 2;
    public const int CTL_NET = 4;
    public const int CTL_HW = 6;

    public const int KERN_CLOCKRATE = 12;
    public const int KERN_PROC_ALL = 0;
    public const int KERN_PROC_PID = 1;

    public const int HW_MODEL = 2;
    public const int HW_NCPU = 3;
    public const int HW_PAGESIZE = 7;

    public const int VM_METER = 1;
    public const int VM_LOADAVG = 2;
}
