using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>A volume's properties in the form of psutil: <c>rw,fixed</c>.</summary>
internal static class VolumeOptions
{
    // FILE_READ_ONLY_VOLUME and FILE_VOLUME_IS_COMPRESSED.
    private const uint ReadOnly = 0x80000;
    private const uint Compressed = 0x8000;

    /// <param name="flags">The flags of the file system; null if the volume did not report them.</param>
    /// <param name="driveType">The type of its drive.</param>
    public static string Format(uint? flags, uint driveType)
    {
        List<string> words = new(3);
        if (flags is { } known)
        {
            words.Add((known & ReadOnly) != 0 ? "ro" : "rw");
            if ((known & Compressed) != 0)
            {
                words.Add("compressed");
            }
        }

        words.Add(
            driveType switch
            {
                Kernel32.DriveFixed => "fixed",
                Kernel32.DriveOptical => "cdrom",
                Kernel32.DriveRemovable => "removable",
                Kernel32.DriveRemote => "remote",
                Kernel32.DriveMemory => "ramdisk",
                Kernel32.DriveNoRoot => "unmounted",
                _ => "unknown",
            }
        );
        return string.Join(',', words);
    }
}
