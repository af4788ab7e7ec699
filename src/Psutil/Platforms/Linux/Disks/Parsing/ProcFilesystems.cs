namespace Psutil.Platforms.Linux.Parsing;

/// <summary><c>/proc/filesystems</c>: the types that the kernel knows, those without a device behind them marked <c>nodev</c>.</summary>
internal static class ProcFilesystems
{
    /// <summary>The types of file systems that lie on a device.</summary>
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
                // ZFS opens its disks itself, so the kernel sees none behind it.
                types.Add("zfs");
            }
        }

        return types;
    }
}
