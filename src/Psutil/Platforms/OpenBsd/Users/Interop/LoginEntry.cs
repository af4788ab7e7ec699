using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>An entry of the login database (utmp.h). Texts that fill their field have no NUL.</summary>
[NativeLayout("utmp")]
[StructLayout(LayoutKind.Explicit, Size = 304)]
internal unsafe struct LoginEntry : ILoginEntry
{
    [FieldOffset(0)]
    public fixed byte ut_line[8];

    [FieldOffset(8)]
    public fixed byte ut_name[32];

    [FieldOffset(40)]
    public fixed byte ut_host[256];

    [FieldOffset(296)]
    public long ut_time;

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Line => NativeText.UpToNul(in ut_line[0], 8);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> User => NativeText.UpToNul(in ut_name[0], 32);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Host => NativeText.UpToNul(in ut_host[0], 256);

    public readonly bool IsSession => true;

    public readonly DateTimeOffset? Started => UnixTime.FromSeconds(ut_time);

    public readonly int? Pid => null;
}
