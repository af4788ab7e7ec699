namespace Psutil.Platforms.Linux.Parsing;

/// <summary><c>/proc/partitions</c>: a heading, an empty line, then <c>major minor #blocks name</c>.</summary>
internal static class ProcPartitions
{
    /// <summary>The name of the block device that has a number; false if it is not listed.</summary>
    public static bool TryFindName(ReadOnlySpan<byte> text, DeviceNumber number, out ReadOnlySpan<byte> name)
    {
        foreach (Range range in text.Split((byte)'\n'))
        {
            FieldCursor fields = new(text[range]);
            if (
                fields.TryNext(out ReadOnlySpan<byte> major)
                && fields.TryNext(out ReadOnlySpan<byte> minor)
                && DeviceNumber.TryParse(major, minor, out DeviceNumber found)
                && found == number
                && fields.Skip(1)
                && fields.TryNext(out name)
            )
            {
                return true;
            }
        }

        name = default;
        return false;
    }
}
