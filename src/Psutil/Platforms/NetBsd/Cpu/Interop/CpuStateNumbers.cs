namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>The kernel's array of CPU times (sys/sched.h).</summary>
internal static class CpuStateNumbers
{
    public const int CPUSTATES = 5;
    public const int CP_USER = 0;
    public const int CP_NICE = 1;
    public const int CP_SYS = 2;
    public const int CP_INTR = 3;
    public const int CP_IDLE = 4;
}
