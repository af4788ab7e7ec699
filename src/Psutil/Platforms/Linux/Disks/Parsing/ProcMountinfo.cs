using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>Lines of <c>/proc/PID/mountinfo</c> and of <c>/proc/PID/mounts</c>.</summary>
internal static class ProcMountinfo
{
    /// <summary>A line of mountinfo: <c>36 35 98:0 /root /mount rw,noatime master:1 - ext3 /dev/sda1 rw,errors=continue</c>.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> line,
        [NotNullWhen(true)] out MountEntry? entry,
        [NotNullWhen(false)] out string? malformed
    )
    {
        entry = null;
        ReadOnlySpan<byte> id = MountText.TakeField(ref line);
        _ = MountText.TakeField(ref line); // parent ID
        if (!DeviceNumber.TryParse(MountText.TakeField(ref line), out DeviceNumber number))
        {
            malformed = "major:minor";
            return false;
        }

        ReadOnlySpan<byte> root = MountText.TakeField(ref line);
        if (root.IsEmpty)
        {
            malformed = "root";
            return false;
        }

        ReadOnlySpan<byte> mountPoint = MountText.TakeField(ref line);
        if (!MountText.IsPath(mountPoint))
        {
            malformed = "mount point";
            return false;
        }

        ReadOnlySpan<byte> mountOptions = MountText.TakeField(ref line);
        while (!MountText.TakeField(ref line).SequenceEqual("-"u8))
        {
            if (line.IsEmpty)
            {
                malformed = "separator";
                return false;
            }
        }

        ReadOnlySpan<byte> fileSystemType = MountText.TakeField(ref line);
        if (fileSystemType.IsEmpty)
        {
            malformed = "filesystem type";
            return false;
        }

        ReadOnlySpan<byte> device = MountText.TakeField(ref line);

        // The last field. Some file systems (9p of WSL) print options with unescaped spaces.
        ReadOnlySpan<byte> superOptions = line;
        if (superOptions.IsEmpty)
        {
            malformed = "super options";
            return false;
        }

        malformed = null;
        entry = new MountEntry(
            MountText.Decode(device),
            MountText.Decode(mountPoint),
            MountText.Decode(fileSystemType),
            MountOptions.Combine(mountOptions, superOptions),
            MountText.Decode(root),
            number,
            Utf8Parser.TryParse(id, out long known, out int consumed) && consumed == id.Length ? known : null
        );
        return true;
    }

    /// <summary>Whether something is mounted at a path that needs no escapes.</summary>
    public static bool HasMountPoint(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mountPoint)
    {
        const int FieldsBefore = 4;
        foreach (Range range in text.Split((byte)'\n'))
        {
            FieldCursor fields = new(text[range]);
            if (fields.Skip(FieldsBefore) && fields.TryNext(out ReadOnlySpan<byte> field) && field.SequenceEqual(mountPoint))
            {
                return true;
            }
        }

        return false;
    }
}
