namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The mount options of a proc file system that hide processes (<c>hidepid=</c> and <c>gid=</c>, proc(5)).</summary>
/// <param name="HidesOthers">Whether processes that the caller may not inspect are not even listed.</param>
/// <param name="HasGroup">Whether the members of a group see them all the same.</param>
internal readonly record struct ProcHidepid(bool HidesOthers, bool HasGroup)
{
    // Numbers up to Linux 5.7 and words since then. With 1 or 'noaccess' others are listed, and their values denied.
    private static readonly string[] Hiding = ["hidepid=2", "hidepid=invisible", "hidepid=4", "hidepid=ptraceable"];
    private static readonly string[] WithoutGroup = ["hidepid=4", "hidepid=ptraceable"];

    /// <summary>
    /// Finds the options of a mount point in the text of <c>/proc/self/mountinfo</c>. Of several mounts on it the last is seen.
    /// </summary>
    public static ProcHidepid Find(ReadOnlySpan<byte> mountinfo, string mountPoint)
    {
        ProcHidepid found = default;
        foreach (Range range in mountinfo.Split((byte)'\n'))
        {
            if (ProcMountinfo.TryParse(mountinfo[range], out MountEntry? entry, out _) && entry.MountPoint == mountPoint)
            {
                string[] options = entry.FileSystemType == "proc" ? entry.Options.Split(',') : [];
                found = new ProcHidepid(
                    options.Intersect(Hiding).Any(),
                    options.Any(option => option.StartsWith("gid=", StringComparison.Ordinal)) && !options.Intersect(WithoutGroup).Any()
                );
            }
        }

        return found;
    }
}
