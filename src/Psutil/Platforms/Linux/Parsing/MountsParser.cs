using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>Lines of <c>/proc/PID/mountinfo</c> and of <c>/proc/PID/mounts</c>.</summary>
internal static class MountsParser
{
    /// <summary>A line of mountinfo: <c>36 35 98:0 /root /mount rw,noatime master:1 - ext3 /dev/sda1 rw,errors=continue</c>.</summary>
    public static bool TryParseMountInfo(ReadOnlySpan<byte> line, [NotNullWhen(true)] out MountEntry? entry, [NotNullWhen(false)] out string? malformed)
    {
        entry = null;
        _ = TakeField(ref line); // mount ID
        _ = TakeField(ref line); // parent ID
        if (!DeviceNumber.TryParse(TakeField(ref line), out DeviceNumber number))
        {
            malformed = "major:minor";
            return false;
        }

        ReadOnlySpan<byte> root = TakeField(ref line);
        if (root.IsEmpty)
        {
            malformed = "root";
            return false;
        }

        ReadOnlySpan<byte> mountPoint = TakeField(ref line);
        if (mountPoint.IsEmpty)
        {
            malformed = "mount point";
            return false;
        }

        ReadOnlySpan<byte> mountOptions = TakeField(ref line);
        while (!TakeField(ref line).SequenceEqual("-"u8))
        {
            if (line.IsEmpty)
            {
                malformed = "separator";
                return false;
            }
        }

        ReadOnlySpan<byte> fileSystemType = TakeField(ref line);
        if (fileSystemType.IsEmpty)
        {
            malformed = "filesystem type";
            return false;
        }

        ReadOnlySpan<byte> device = TakeField(ref line);
        ReadOnlySpan<byte> superOptions = TakeField(ref line);
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
            number);
        return true;
    }

    /// <summary>A line of mounts: <c>/dev/sda1 /mount ext3 rw,noatime,errors=continue 0 0</c>.</summary>
    public static bool TryParseMounts(ReadOnlySpan<byte> line, [NotNullWhen(true)] out MountEntry? entry, [NotNullWhen(false)] out string? malformed)
    {
        entry = null;
        ReadOnlySpan<byte> device = TakeField(ref line);
        ReadOnlySpan<byte> mountPoint = TakeField(ref line);
        if (mountPoint.IsEmpty)
        {
            malformed = "mount point";
            return false;
        }

        ReadOnlySpan<byte> fileSystemType = TakeField(ref line);
        if (fileSystemType.IsEmpty)
        {
            malformed = "filesystem type";
            return false;
        }

        ReadOnlySpan<byte> options = TakeField(ref line);
        if (options.IsEmpty)
        {
            malformed = "mount options";
            return false;
        }

        malformed = null;
        entry = new MountEntry(
            MountText.Decode(device), MountText.Decode(mountPoint), MountText.Decode(fileSystemType), MountText.Decode(options), Root: null, Number: null);
        return true;
    }

    /// <summary>Cuts the next field off. Exactly one space ends it: the device of a mount can be empty, and then two spaces follow each other.</summary>
    private static ReadOnlySpan<byte> TakeField(ref ReadOnlySpan<byte> line)
    {
        int space = line.IndexOf((byte)' ');
        ReadOnlySpan<byte> field = space < 0 ? line : line[..space];
        line = space < 0 ? default : line[(space + 1)..];
        return field;
    }
}
