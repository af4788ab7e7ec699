using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>
/// A descriptor of a process (sys/sysctl.h), with the data of its socket. The kernel does not report paths of files.
/// </summary>
[NativeLayout("kinfo_file")]
[StructLayout(LayoutKind.Explicit, Size = 632)]
internal unsafe struct KinfoFile
{
    [FieldOffset(16)]
    public uint f_type;

    [FieldOffset(272)]
    public uint so_type;

    [FieldOffset(292)]
    public uint so_family;

    /// <summary>In network byte order, like the other port.</summary>
    [FieldOffset(304)]
    public uint inp_lport;

    [FieldOffset(308)]
    public fixed uint inp_laddru[4];

    [FieldOffset(324)]
    public uint inp_fport;

    [FieldOffset(328)]
    public fixed uint inp_faddru[4];

    [FieldOffset(376)]
    public uint p_pid;

    /// <summary>The descriptor; a negative number means the program, the working directory or similar.</summary>
    [FieldOffset(380)]
    public int fd_fd;

    [FieldOffset(488)]
    public fixed byte unp_path[104];

    [FieldOffset(596)]
    public uint t_state;

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> UnixPath => NativeText.UpToNul(in unp_path[0], 104);
}
