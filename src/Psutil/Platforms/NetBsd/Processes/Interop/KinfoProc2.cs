using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>A record of the process table (sys/sysctl.h). The kernel copies as many bytes as requested.</summary>
[NativeLayout("kinfo_proc2")]
[StructLayout(LayoutKind.Explicit, Size = 680)]
internal unsafe struct KinfoProc2
{
    [FieldOffset(112)]
    public int p_flag;

    [FieldOffset(116)]
    public int p_pid;

    [FieldOffset(120)]
    public int p_ppid;

    [FieldOffset(124)]
    public int p_sid;

    [FieldOffset(128)]
    public int p__pgid;

    [FieldOffset(136)]
    public uint p_uid;

    [FieldOffset(140)]
    public uint p_ruid;

    [FieldOffset(144)]
    public uint p_gid;

    [FieldOffset(148)]
    public uint p_rgid;

    [FieldOffset(220)]
    public uint p_tdev;

    [FieldOffset(360)]
    public sbyte p_stat;

    /// <summary>The nice value plus 20.</summary>
    [FieldOffset(363)]
    public byte p_nice;

    [FieldOffset(368)]
    public fixed byte p_comm[24];

    /// <summary>In pages, like the following sizes.</summary>
    [FieldOffset(432)]
    public int p_vm_rssize;

    [FieldOffset(436)]
    public int p_vm_tsize;

    [FieldOffset(440)]
    public int p_vm_dsize;

    [FieldOffset(444)]
    public int p_vm_ssize;

    [FieldOffset(448)]
    public long p_uvalid;

    [FieldOffset(456)]
    public uint p_ustart_sec;

    [FieldOffset(460)]
    public uint p_ustart_usec;

    [FieldOffset(464)]
    public uint p_uutime_sec;

    [FieldOffset(468)]
    public uint p_uutime_usec;

    [FieldOffset(472)]
    public uint p_ustime_sec;

    [FieldOffset(476)]
    public uint p_ustime_usec;

    /// <summary>In KiB.</summary>
    [FieldOffset(480)]
    public ulong p_uru_maxrss;

    [FieldOffset(512)]
    public ulong p_uru_minflt;

    [FieldOffset(520)]
    public ulong p_uru_majflt;

    [FieldOffset(536)]
    public ulong p_uru_inblock;

    [FieldOffset(544)]
    public ulong p_uru_oublock;

    [FieldOffset(576)]
    public ulong p_uru_nvcsw;

    [FieldOffset(584)]
    public ulong p_uru_nivcsw;

    /// <summary>Threads.</summary>
    [FieldOffset(616)]
    public ulong p_nlwps;

    /// <summary>The state of the process; p_stat is that of a thread.</summary>
    [FieldOffset(632)]
    public ulong p_realstat;

    [FieldOffset(640)]
    public uint p_svuid;

    [FieldOffset(644)]
    public uint p_svgid;

    /// <summary>Mapped pages.</summary>
    [FieldOffset(672)]
    public long p_vm_msize;

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Name => NativeText.UpToNul(in p_comm[0], 24);
}

/// <summary>A thread (sys/sysctl.h).</summary>
[NativeLayout("kinfo_lwp")]
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal unsafe struct KinfoLwp
{
    [FieldOffset(32)]
    public int l_lid;

    [FieldOffset(58)]
    public sbyte l_stat;

    /// <summary>CPU time, user and system together.</summary>
    [FieldOffset(88)]
    public uint l_rtime_sec;

    [FieldOffset(92)]
    public uint l_rtime_usec;

    [FieldOffset(108)]
    public fixed byte l_name[20];

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Name => NativeText.UpToNul(in l_name[0], 20);
}
