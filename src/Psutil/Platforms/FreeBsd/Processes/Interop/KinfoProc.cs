using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>
/// A record of the process table, or of a thread (sys/user.h). FreeBSD 13 and later; new fields use reserved space.
/// </summary>
[NativeLayout("kinfo_proc")]
[StructLayout(LayoutKind.Explicit, Size = 1088)]
internal unsafe struct KinfoProc
{
    private const int NameSize = 20;
    private const int ThreadNameSize = 17;
    private const int MoreThreadNameSize = 4;

    [FieldOffset(0)]
    public int ki_structsize;

    [FieldOffset(72)]
    public int ki_pid;

    [FieldOffset(76)]
    public int ki_ppid;

    [FieldOffset(80)]
    public int ki_pgid;

    [FieldOffset(88)]
    public int ki_sid;

    [FieldOffset(168)]
    public uint ki_uid;

    [FieldOffset(172)]
    public uint ki_ruid;

    [FieldOffset(176)]
    public uint ki_svuid;

    [FieldOffset(180)]
    public uint ki_rgid;

    [FieldOffset(184)]
    public uint ki_svgid;

    /// <summary>The first one is the effective group.</summary>
    [FieldOffset(192)]
    public fixed uint ki_groups[16];

    /// <summary>Address space in bytes.</summary>
    [FieldOffset(256)]
    public ulong ki_size;

    /// <summary>In pages, like the following sizes.</summary>
    [FieldOffset(264)]
    public long ki_rssize;

    [FieldOffset(280)]
    public long ki_tsize;

    [FieldOffset(288)]
    public long ki_dsize;

    [FieldOffset(296)]
    public long ki_ssize;

    [FieldOffset(336)]
    public TimeValue ki_start;

    [FieldOffset(368)]
    public long ki_flag;

    [FieldOffset(388)]
    public sbyte ki_stat;

    [FieldOffset(389)]
    public sbyte ki_nice;

    [FieldOffset(394)]
    public fixed byte ki_tdname[ThreadNameSize];

    [FieldOffset(447)]
    public fixed byte ki_comm[NameSize];

    [FieldOffset(502)]
    public fixed byte ki_moretdname[MoreThreadNameSize];

    [FieldOffset(560)]
    public ulong ki_tdev;

    [FieldOffset(568)]
    public int ki_oncpu;

    [FieldOffset(572)]
    public int ki_lastcpu;

    [FieldOffset(596)]
    public int ki_numthreads;

    [FieldOffset(600)]
    public int ki_tid;

    [FieldOffset(608)]
    public ResourceUsage ki_rusage;

    [FieldOffset(752)]
    public ResourceUsage ki_rusage_ch;

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Name => NativeText.UpToNul(in ki_comm[0], NameSize);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> ThreadName => NativeText.UpToNul(in ki_tdname[0], ThreadNameSize);

    /// <summary>The rest of a name that is longer than <see cref="ki_tdname"/>.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> ThreadNameRest => NativeText.UpToNul(in ki_moretdname[0], MoreThreadNameSize);
}
