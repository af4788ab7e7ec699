namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>Numbers of processes (sys/sysctl.h, sys/proc.h, sys/file.h, spawn.h).</summary>
internal static class ProcessNumbers
{
    public const int KERN_PROC = 66;
    public const int KERN_PROC_ARGS = 55;
    public const int KERN_PROC_CWD = 78;
    public const int KERN_FILE = 73;
    public const int KERN_PROC_ARGV = 1;
    public const int KERN_PROC_ENV = 3;
    public const int KERN_PROC_SHOW_THREADS = 0x40000000;
    public const int KERN_FILE_BYPID = 2;

    public const int SIDL = 1;
    public const int SRUN = 2;
    public const int SSLEEP = 3;
    public const int SSTOP = 4;
    public const int SZOMB = 5;
    public const int SDEAD = 6;
    public const int SONPROC = 7;
    public const int P_SYSTEM = 0x200;

    public const int NZERO = 20;
    public const int NODEV = -1;
    public const int DTYPE_SOCKET = 2;

    public const short POSIX_SPAWN_SETSIGDEF = 0x10;
}
