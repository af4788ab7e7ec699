namespace Psutil.Platforms.Linux.Parsing;

/// <summary><c>/proc/filesystems</c>: the supported types; those without a device are marked <c>nodev</c>.</summary>
internal static class ProcFilesystems
{
    /// <summary>The types of file systems that are on a device.</summary>
    public static HashSet<string> ParseDeviceTypes(ReadOnlySpan<byte> text)
    {
        HashSet<string> types = [];
        foreach (Range range in text.Split((byte)'\n'))
        {
            FieldCursor fields = new(text[range]);
            if (!fields.TryNext(out ReadOnlySpan<byte> first))
            {
                continue;
            }

            if (!first.SequenceEqual("nodev"u8))
            {
                types.Add(OSText.GetString(first));
            }
            else if (fields.TryNext(out ReadOnlySpan<byte> type) && type.SequenceEqual("zfs"u8))
            {
                // ZFS opens its disks itself, so the kernel marks it 'nodev'.
                types.Add("zfs");
            }
        }

        return types;
    }
}
