using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>A record of the process table (sys/sysctl.h).</summary>
[NativeLayout("kinfo_proc")]
[StructLayout(LayoutKind.Explicit, Size = 648)]
internal struct KinfoProc
{
    [FieldOffset(0)]
    public ProcessPart kp_proc;

    [FieldOffset(296)]
    public ParentPart kp_eproc;
}

/// <summary>The process itself in a record of the process table (sys/proc.h).</summary>
[NativeLayout("extern_proc")]
[StructLayout(LayoutKind.Explicit, Size = 296)]
internal unsafe struct ProcessPart
{
    /// <summary>The longest name in bytes, without the NUL.</summary>
    public const int MAXCOMLEN = 16;

    /// <summary>The start time, by the clock of that time.</summary>
    [FieldOffset(0)]
    public TimeValue32 p_un;

    [FieldOffset(32)]
    public int p_flag;

    [FieldOffset(36)]
    public sbyte p_stat;

    [FieldOffset(40)]
    public int p_pid;

    [FieldOffset(242)]
    public sbyte p_nice;

    [FieldOffset(243)]
    public fixed byte p_comm[MAXCOMLEN + 1];

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Name => NativeText.UpToNul(in p_comm[0], MAXCOMLEN + 1);
}

/// <summary>The other part of a record of the process table (sys/sysctl.h).</summary>
[NativeLayout("eproc")]
[StructLayout(LayoutKind.Explicit, Size = 352)]
internal struct ParentPart
{
    [FieldOffset(16)]
    public RealCredentials e_pcred;

    [FieldOffset(120)]
    public EffectiveCredentials e_ucred;

    [FieldOffset(264)]
    public int e_ppid;

    [FieldOffset(268)]
    public int e_pgid;

    [FieldOffset(276)]
    public int e_tdev;

    [FieldOffset(316)]
    public int e_flag;
}

/// <summary>A process's real and saved users (sys/sysctl.h).</summary>
[NativeLayout("_pcred")]
[StructLayout(LayoutKind.Explicit, Size = 104)]
internal struct RealCredentials
{
    [FieldOffset(80)]
    public uint p_ruid;

    [FieldOffset(84)]
    public uint p_svuid;

    [FieldOffset(88)]
    public uint p_rgid;

    [FieldOffset(92)]
    public uint p_svgid;
}

/// <summary>A process's effective users (sys/sysctl.h).</summary>
[NativeLayout("_ucred")]
[StructLayout(LayoutKind.Explicit, Size = 76)]
internal unsafe struct EffectiveCredentials
{
    [FieldOffset(4)]
    public uint cr_uid;

    /// <summary>The first one is the effective group.</summary>
    [FieldOffset(12)]
    public fixed uint cr_groups[16];
}
