using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>A line of <c>/proc/PID/mounts</c>, which has less than <c>mountinfo</c> but also exists before Linux 2.6.26.</summary>
internal static class ProcMounts
{
    /// <summary>A line of mounts: <c>/dev/sda1 /mount ext3 rw,noatime,errors=continue 0 0</c>.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> line,
        [NotNullWhen(true)] out MountEntry? entry,
        [NotNullWhen(false)] out string? malformed
    )
    {
        entry = null;
        ReadOnlySpan<byte> device = MountText.TakeField(ref line);
        ReadOnlySpan<byte> mountPoint = MountText.TakeField(ref line);
        if (!MountText.IsPath(mountPoint))
        {
            malformed = "mount point";
            return false;
        }

        ReadOnlySpan<byte> fileSystemType = MountText.TakeField(ref line);
        if (fileSystemType.IsEmpty)
        {
            malformed = "filesystem type";
            return false;
        }

        ReadOnlySpan<byte> options = WithoutLastFields(line);
        if (options.IsEmpty)
        {
            malformed = "mount options";
            return false;
        }

        malformed = null;
        entry = new MountEntry(
            MountText.Decode(device),
            MountText.Decode(mountPoint),
            MountText.Decode(fileSystemType),
            MountText.Decode(options),
            Root: null,
            Number: null
        );
        return true;
    }

    // Two numbers follow the options, always "0 0" (show_vfsmnt); the options can contain spaces (9p of WSL).
    private static ReadOnlySpan<byte> WithoutLastFields(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> end = " 0 0"u8;
        int space = line.IndexOf((byte)' ');
        return line.EndsWith(end) ? line[..^end.Length]
            : space < 0 ? line
            : line[..space];
    }
}
