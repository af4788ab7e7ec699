using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.FreeBsd.Interop;

namespace Psutil.Platforms.FreeBsd.Parsing;

/// <summary>Records of a process's memory map (<c>struct kinfo_vmentry</c>), each with its length and cut after its path.</summary>
internal static class MemoryMapParser
{
    /// <summary>The next region; false at the end, or if a record's length is invalid.</summary>
    public static bool TryReadNext(ref ReadOnlySpan<byte> rest, long pageSize, out ProcessMemoryMap? map)
    {
        map = null;
        int size = rest.Length < sizeof(int) ? 0 : MemoryMarshal.Read<int>(rest);
        if (size < KinfoVmEntry.PathOffset || size > rest.Length)
        {
            return false;
        }

        KinfoVmEntry record = default;
        ReadOnlySpan<byte> bytes = rest[..Math.Min(size, Unsafe.SizeOf<KinfoVmEntry>())];
        bytes.CopyTo(MemoryMarshal.AsBytes(new Span<KinfoVmEntry>(ref record)));
        ReadOnlySpan<byte> path = NativeText.UpToNul(bytes[KinfoVmEntry.PathOffset..]);
        map = new ProcessMemoryMap
        {
            Path = path.IsEmpty ? NameOf(record.kve_type) : OSText.GetString(path),
            Address = string.Create(CultureInfo.InvariantCulture, $"{record.kve_start:x}-{record.kve_end:x}"),
            Permissions = string.Create(3, record.kve_protection, static (text, protection) =>
            {
                text[0] = (protection & ProcessNumbers.KVME_PROT_READ) != 0 ? 'r' : '-';
                text[1] = (protection & ProcessNumbers.KVME_PROT_WRITE) != 0 ? 'w' : '-';
                text[2] = (protection & ProcessNumbers.KVME_PROT_EXEC) != 0 ? 'x' : '-';
            }),
            Size = unchecked((long)(record.kve_end - record.kve_start)),
            Rss = record.kve_resident * pageSize,
            Private = record.kve_private_resident * pageSize,
            ReferenceCount = record.kve_ref_count,
            ShadowCount = record.kve_shadow_count,
        };
        rest = rest[size..];
        return true;
    }

    // A region without a path gets the same name as in psutil.
    private static string NameOf(int type) =>
        type switch
        {
            ProcessNumbers.KVME_TYPE_NONE => "[none]",
            ProcessNumbers.KVME_TYPE_DEFAULT => "[default]",
            ProcessNumbers.KVME_TYPE_VNODE => "[vnode]",
            ProcessNumbers.KVME_TYPE_SWAP => "[swap]",
            ProcessNumbers.KVME_TYPE_DEVICE => "[device]",
            ProcessNumbers.KVME_TYPE_PHYS => "[phys]",
            ProcessNumbers.KVME_TYPE_DEAD => "[dead]",
            ProcessNumbers.KVME_TYPE_SG => "[sg]",
            ProcessNumbers.KVME_TYPE_MGTDEVICE => "[mgtdevice]",
            ProcessNumbers.KVME_TYPE_GUARD => "[guard]",
            _ => "[unknown]",
        };
}
