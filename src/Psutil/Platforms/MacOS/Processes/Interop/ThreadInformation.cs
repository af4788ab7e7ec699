using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>A thread (sys/proc_info.h).</summary>
[NativeLayout("proc_threadinfo")]
[StructLayout(LayoutKind.Explicit, Size = 112)]
internal unsafe struct ThreadInformation
{
    public const int MAXTHREADNAMESIZE = 64;

    /// <summary>In nanoseconds.</summary>
    [FieldOffset(0)]
    public ulong pth_user_time;

    [FieldOffset(8)]
    public ulong pth_system_time;

    [FieldOffset(24)]
    public int pth_run_state;

    [FieldOffset(48)]
    public fixed byte pth_name[MAXTHREADNAMESIZE];

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Name => NativeText.UpToNul(in pth_name[0], MAXTHREADNAMESIZE);
}
