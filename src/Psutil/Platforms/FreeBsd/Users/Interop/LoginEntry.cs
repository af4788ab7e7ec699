using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>An entry of the login database (sys/_utmpx.h).</summary>
[NativeLayout("utmpx")]
[StructLayout(LayoutKind.Explicit, Size = 280)]
internal unsafe struct LoginEntry : ILoginEntry
{
    public const short USER_PROCESS = 4;

    private const int UserSize = 32;
    private const int LineSize = 16;
    private const int HostSize = 128;

    [FieldOffset(0)]
    public short ut_type;

    [FieldOffset(8)]
    public TimeValue ut_tv;

    [FieldOffset(32)]
    public int ut_pid;

    [FieldOffset(36)]
    public fixed byte ut_user[UserSize];

    [FieldOffset(68)]
    public fixed byte ut_line[LineSize];

    [FieldOffset(84)]
    public fixed byte ut_host[HostSize];

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> User => NativeText.UpToNul(in ut_user[0], UserSize);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Line => NativeText.UpToNul(in ut_line[0], LineSize);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Host => NativeText.UpToNul(in ut_host[0], HostSize);

    public readonly bool IsSession => ut_type == USER_PROCESS;

    public readonly DateTimeOffset? Started => ut_tv.ToInstant();

    public readonly int? Pid => ut_pid;
}
