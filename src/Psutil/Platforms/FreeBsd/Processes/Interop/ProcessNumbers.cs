namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>Numbers of the process table (sys/sysctl.h, sys/proc.h, sys/user.h, spawn.h).</summary>
internal static class ProcessNumbers
{
    public const int KERN_PROC = 14;
    public const int KERN_PROC_PROC = 8;
    public const int KERN_PROC_ARGS = 7;
    public const int KERN_PROC_PATHNAME = 12;
    public const int KERN_PROC_INC_THREAD = 0x10;
    public const int KERN_PROC_VMMAP = 32;
    public const int KERN_PROC_FILEDESC = 33;
    public const int KERN_PROC_ENV = 35;
    public const int KERN_PROC_RLIMIT = 37;
    public const int KERN_PROC_CWD = 42;

    public const int SIDL = 1;
    public const int SRUN = 2;
    public const int SSLEEP = 3;
    public const int SSTOP = 4;
    public const int SZOMB = 5;
    public const int SWAIT = 6;
    public const int SLOCK = 7;

    public const int P_KPROC = 0x4;
    public const int P_TRACED = 0x800;

    public const int NZERO = 0;
    public const int NOCPU = -1;
    public const long NODEV = -1;

    public const int KF_TYPE_VNODE = 1;
    public const int KF_VTYPE_VREG = 1;
    public const int KF_FD_TYPE_CWD = -1;

    public const int KVME_PROT_READ = 1;
    public const int KVME_PROT_WRITE = 2;
    public const int KVME_PROT_EXEC = 4;
    public const int KVME_TYPE_NONE = 0;
    public const int KVME_TYPE_DEFAULT = 1;
    public const int KVME_TYPE_VNODE = 2;
    public const int KVME_TYPE_SWAP = 3;
    public const int KVME_TYPE_DEVICE = 4;
    public const int KVME_TYPE_PHYS = 5;
    public const int KVME_TYPE_DEAD = 6;
    public const int KVME_TYPE_SG = 7;
    public const int KVME_TYPE_MGTDEVICE = 8;
    public const int KVME_TYPE_GUARD = 9;

    public const int CPU_LEVEL_WHICH = 3;
    public const int CPU_WHICH_PID = 2;

    public const int RLIMIT_CPU = 0;
    public const int RLIMIT_FSIZE = 1;
    public const int RLIMIT_DATA = 2;
    public const int RLIMIT_STACK = 3;
    public const int RLIMIT_CORE = 4;
    public const int RLIMIT_RSS = 5;
    public const int RLIMIT_MEMLOCK = 6;
    public const int RLIMIT_NPROC = 7;
    public const int RLIMIT_NOFILE = 8;
    public const int RLIMIT_SBSIZE = 9;
    public const int RLIMIT_AS = 10;
    public const int RLIMIT_NPTS = 11;
    public const int RLIMIT_SWAP = 12;
    public const long RLIM_INFINITY = long.MaxValue;

    public const short POSIX_SPAWN_SETSIGDEF = 0x10;
}
