using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.FreeBsd.Interop;

namespace Psutil.Platforms.FreeBsd.Parsing;

/// <summary>Records of a process's descriptors (<c>struct kinfo_file</c>), each with its length and cut after its path.</summary>
internal static class OpenFileParser
{
    /// <summary>The next record: its descriptor, and its path if it is a regular file.</summary>
    /// <returns>False at the end, or if a record's length is invalid.</returns>
    public static bool TryReadNext(ref ReadOnlySpan<byte> rest, out int descriptor, out bool isRegularFile, out ReadOnlySpan<byte> path)
    {
        descriptor = 0;
        isRegularFile = false;
        path = default;
        int size = rest.Length < sizeof(int) ? 0 : MemoryMarshal.Read<int>(rest);
        if (size < KinfoFile.PathOffset || size > rest.Length)
        {
            return false;
        }

        KinfoFile record = default;
        ReadOnlySpan<byte> bytes = rest[..Math.Min(size, Unsafe.SizeOf<KinfoFile>())];
        bytes.CopyTo(MemoryMarshal.AsBytes(new Span<KinfoFile>(ref record)));
        descriptor = record.kf_fd;
        isRegularFile = record.kf_type == ProcessNumbers.KF_TYPE_VNODE && record.kf_vnode_type == ProcessNumbers.KF_VTYPE_VREG;
        path = NativeText.UpToNul(bytes[KinfoFile.PathOffset..]);
        rest = rest[size..];
        return true;
    }
}
