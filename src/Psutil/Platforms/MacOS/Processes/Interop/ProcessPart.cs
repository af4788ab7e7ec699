using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>The process itself in a record of the process table (sys/proc.h).</summary>
[NativeLayout("extern_proc")]
[StructLayout(LayoutKind.Explicit, Size = 296)]
internal unsafe struct ProcessPart
{
    /// <summary>The most bytes that the kernel keeps of a name; one more is for the NUL.</summary>
    public const int MAXCOMLEN = 16;

    /// <summary>When it started: the clock as it was then.</summary>
    [FieldOffset(0)]
    public TimeValue p_un;

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
