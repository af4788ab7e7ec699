namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>Numbers of processes (sys/sysctl.h, sys/proc.h, sys/lwp.h, spawn.h).</summary>
internal static class ProcessNumbers
{
    public const int KERN_PROC2 = 47;
    public const int KERN_PROC_ARGS = 48;
    public const int KERN_LWP = 64;
    public const int KERN_FILE2 = 77;
    public const int KERN_PROC_ARGV = 1;
    public const int KERN_PROC_ENV = 3;
    public const int KERN_PROC_PATHNAME = 5;
    public const int KERN_PROC_CWD = 6;
    public const int KERN_FILE_BYPID = 2;

    public const int SSTOP = 4;
    public const int SDYING = 3;
    public const int SZOMB = 5;
    public const int SDEAD = 6;
    public const int LSIDL = 1;
    public const int LSRUN = 2;
    public const int LSSLEEP = 3;
    public const int LSSTOP = 4;
    public const int LSZOMB = 5;
    public const int LSONPROC = 7;
    public const int LSSUSPENDED = 8;
    public const int P_SYSTEM = 0x200;

    public const int NZERO = 20;
    public const int NODEV = -1;

    public const short POSIX_SPAWN_SETSIGDEF = 0x10;
}
