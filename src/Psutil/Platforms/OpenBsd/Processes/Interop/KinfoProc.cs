using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>
/// A record of the process table, or of a thread (sys/sysctl.h): the fields of OpenBSD 7.2. The kernel copies as many bytes as requested;
/// 7.3 and later have a name at the end.
/// </summary>
[NativeLayout("kinfo_proc", IsPrefix = true)]
[StructLayout(LayoutKind.Explicit, Size = 624)]
internal unsafe struct KinfoProc
{
    [FieldOffset(104)]
    public int p_flag;

    [FieldOffset(108)]
    public int p_pid;

    [FieldOffset(112)]
    public int p_ppid;

    [FieldOffset(116)]
    public int p_sid;

    [FieldOffset(120)]
    public int p__pgid;

    [FieldOffset(128)]
    public uint p_uid;

    [FieldOffset(132)]
    public uint p_ruid;

    [FieldOffset(136)]
    public uint p_gid;

    [FieldOffset(140)]
    public uint p_rgid;

    [FieldOffset(212)]
    public uint p_tdev;

    [FieldOffset(304)]
    public sbyte p_stat;

    /// <summary>The nice value plus 20.</summary>
    [FieldOffset(307)]
    public byte p_nice;

    [FieldOffset(312)]
    public fixed byte p_comm[24];

    /// <summary>In pages, like the following sizes.</summary>
    [FieldOffset(384)]
    public int p_vm_rssize;

    [FieldOffset(388)]
    public int p_vm_tsize;

    [FieldOffset(392)]
    public int p_vm_dsize;

    [FieldOffset(396)]
    public int p_vm_ssize;

    [FieldOffset(400)]
    public long p_uvalid;

    [FieldOffset(408)]
    public ulong p_ustart_sec;

    [FieldOffset(416)]
    public uint p_ustart_usec;

    [FieldOffset(420)]
    public uint p_uutime_sec;

    [FieldOffset(424)]
    public uint p_uutime_usec;

    [FieldOffset(428)]
    public uint p_ustime_sec;

    [FieldOffset(432)]
    public uint p_ustime_usec;

    /// <summary>In KiB.</summary>
    [FieldOffset(440)]
    public ulong p_uru_maxrss;

    [FieldOffset(472)]
    public ulong p_uru_minflt;

    [FieldOffset(480)]
    public ulong p_uru_majflt;

    [FieldOffset(496)]
    public ulong p_uru_inblock;

    [FieldOffset(504)]
    public ulong p_uru_oublock;

    [FieldOffset(536)]
    public ulong p_uru_nvcsw;

    [FieldOffset(544)]
    public ulong p_uru_nivcsw;

    [FieldOffset(568)]
    public uint p_svuid;

    [FieldOffset(572)]
    public uint p_svgid;

    /// <summary>The thread; -1 in the record of the process itself.</summary>
    [FieldOffset(608)]
    public int p_tid;

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Name => NativeText.UpToNul(in p_comm[0], 24);
}
