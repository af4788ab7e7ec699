namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The directory of a process's cgroup in one hierarchy.</summary>
/// <param name="MountPoint">Where the hierarchy is mounted.</param>
/// <param name="RelativePath">The cgroup below the mount point; empty if the mount point shows the cgroup itself, or is the nearest
/// ancestor that can be seen.</param>
internal readonly record struct CgroupFolder(string MountPoint, string RelativePath)
{
    /// <summary>The directory for a controller (empty for cgroup v2); null if the process is in no cgroup or no mount shows it.</summary>
    public static CgroupFolder? Find(string controller, IReadOnlyList<CgroupMembership> memberships, IReadOnlyList<CgroupMount> mounts)
    {
        CgroupFolder? nearest = null;
        foreach (CgroupMembership membership in memberships)
        {
            if (!Names(membership.Controllers, controller))
            {
                continue;
            }

            foreach (CgroupMount mount in mounts)
            {
                if (
                    controller.Length == 0
                        ? mount.Controllers is not null
                        : mount.Controllers is null || !Names(mount.Controllers, controller)
                )
                {
                    continue;
                }

                if (GetRelativePath(mount.Root, membership.Path) is { } relative)
                {
                    return new CgroupFolder(mount.MountPoint, relative);
                }

                // A root of "/.." is above the cgroup namespace, so the name of our cgroup below it is unknown. Any other root that does
                // not contain the path was mounted from outside the namespace: a container's cgroup.
                if (mount.Root != "/")
                {
                    nearest ??= new CgroupFolder(mount.MountPoint, "");
                }
            }
        }

        return nearest;
    }

    /// <summary>The directories of the cgroup and its ancestors up to the mount point, relative to that.</summary>
    public IEnumerable<string> FromLeafToTop()
    {
        string level = RelativePath;
        while (level.Length > 0)
        {
            yield return level;
            level = level[..Math.Max(0, level.LastIndexOf('/'))];
        }

        yield return "";
    }

    private static bool Names(string controllers, string controller)
    {
        if (controller.Length == 0)
        {
            return controllers.Length == 0;
        }

        foreach (Range range in controllers.AsSpan().Split(','))
        {
            if (controllers.AsSpan(range).SequenceEqual(controller))
            {
                return true;
            }
        }

        return false;
    }

    private static string? GetRelativePath(string root, string path)
    {
        string? relative =
            root == "/" ? path
            : path == root ? ""
            : path.StartsWith(root, StringComparison.Ordinal) && path[root.Length] == '/' ? path[root.Length..]
            : null;

        // "/../x" is a cgroup outside the namespace, which no mount of the namespace's root shows.
        return relative is null || $"{relative}/".Contains("/../", StringComparison.Ordinal) ? null : relative.Trim('/');
    }
}
