using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>An entry of the login database (utmpx.h).</summary>
[NativeLayout("utmpx")]
[StructLayout(LayoutKind.Explicit, Size = 640)]
internal unsafe struct LoginEntry : ILoginEntry
{
    public const short USER_PROCESS = 7;

    private const int UserSize = 256;
    private const int LineSize = 32;
    private const int HostSize = 256;

    [FieldOffset(0)]
    public fixed byte ut_user[UserSize];

    [FieldOffset(260)]
    public fixed byte ut_line[LineSize];

    [FieldOffset(292)]
    public int ut_pid;

    [FieldOffset(296)]
    public short ut_type;

    [FieldOffset(304)]
    public TimeValue32 ut_tv;

    [FieldOffset(320)]
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
