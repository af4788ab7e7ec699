namespace Psutil.Platforms.MacOS.Interop;

/// <summary>Numbers of processes (sys/sysctl.h, sys/proc.h, sys/proc_info.h, sys/resource.h, spawn.h).</summary>
internal static class ProcessNumbers
{
    /// <summary>Also requests the exit status. Only for children, and for processes that the caller may kill.</summary>
    public const uint NOTE_EXITSTATUS = 0x04000000;

    public const int KERN_PROC = 14;
    public const int KERN_PROCARGS2 = 49;
    public const int KERN_ARGMAX = 8;

    public const int SIDL = 1;
    public const int SRUN = 2;
    public const int SSLEEP = 3;
    public const int SSTOP = 4;
    public const int SZOMB = 5;

    public const int P_PPWAIT = 0x10;
    public const int P_SYSTEM = 0x200;
    public const int P_TRACED = 0x800;
    public const int P_WEXIT = 0x2000;
    public const int EPROC_SLEADER = 0x2;

    public const int PROC_PIDLISTFDS = 1;
    public const int PROC_PIDTASKINFO = 4;
    public const int PROC_PIDTHREADINFO = 5;
    public const int PROC_PIDLISTTHREADS = 6;
    public const int PROC_PIDREGIONINFO = 7;
    public const int PROC_PIDVNODEPATHINFO = 9;
    public const int PROC_PIDPATHINFO_MAXSIZE = 4096;

    public const int PROC_PIDFDVNODEPATHINFO = 2;
    public const int PROC_PIDFDSOCKETINFO = 3;
    public const uint PROX_FDTYPE_VNODE = 1;
    public const uint PROX_FDTYPE_SOCKET = 2;

    public const int SOCKINFO_IN = 1;
    public const int SOCKINFO_TCP = 2;
    public const int SOCKINFO_UN = 3;

    public const int TH_STATE_RUNNING = 1;
    public const int TH_STATE_STOPPED = 2;
    public const int TH_STATE_WAITING = 3;
    public const int TH_STATE_UNINTERRUPTIBLE = 4;
    public const int TH_STATE_HALTED = 5;

    public const int RUSAGE_INFO_V4 = 4;

    public const int SM_COW = 1;
    public const int SM_PRIVATE = 2;
    public const int SM_LARGE_PAGE = 8;

    public const int CPU_TYPE_X86_64 = 0x01000007;
    public const ulong SHARED_REGION_BASE_X86_64 = 0x7FF800000000;
    public const ulong SHARED_REGION_SIZE_X86_64 = 0x7FE000000;

    public const short POSIX_SPAWN_SETSIGDEF = 0x0004;
    public const short POSIX_SPAWN_SETSID = 0x0400;
}
