using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>An entry of the login database (utmpx.h).</summary>
[NativeLayout("utmpx")]
[StructLayout(LayoutKind.Explicit, Size = 520)]
internal unsafe struct LoginEntry : ILoginEntry
{
    public const int USER_PROCESS = 7;

    [FieldOffset(0)]
    public fixed byte ut_name[32];

    [FieldOffset(36)]
    public fixed byte ut_line[32];

    [FieldOffset(68)]
    public fixed byte ut_host[256];

    [FieldOffset(326)]
    public ushort ut_type;

    [FieldOffset(328)]
    public int ut_pid;

    [FieldOffset(464)]
    public TimeValue32 ut_tv;

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> User => NativeText.UpToNul(in ut_name[0], 32);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Line => NativeText.UpToNul(in ut_line[0], 32);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Host => NativeText.UpToNul(in ut_host[0], 256);

    public readonly bool IsSession => ut_type == USER_PROCESS;

    public readonly DateTimeOffset? Started => ut_tv.ToInstant();

    public readonly int? Pid => ut_pid;

    public static nint ReadNext() => Psutil.Platforms.NetBsd.Interop.Libc.ReadLogin();
}
