using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Mounts by their mount points. Paths are compared as text: symbolic links are not followed, because that can hang.</summary>
internal sealed class MountTree
{
    private readonly Dictionary<string, MountEntry> _visible = new(StringComparer.Ordinal);
    private readonly bool _areAllLocal = true;

    /// <summary>Arranges the mounts of a list.</summary>
    /// <param name="entries">The mounts, in mount order.</param>
    public MountTree(IEnumerable<MountEntry> entries)
    {
        foreach (MountEntry entry in entries)
        {
            // Of several on one mount point only the last can be seen.
            _visible[entry.MountPoint] = entry;
            _areAllLocal &= LocalFileSystems.Contains(entry.FileSystemType);
        }
    }

    /// <summary>The mount that an absolute path is on; null if it is on none.</summary>
    public MountEntry? Find(string path)
    {
        Dictionary<string, MountEntry>.AlternateLookup<ReadOnlySpan<char>> visible = _visible.GetAlternateLookup<ReadOnlySpan<char>>();
        for (ReadOnlySpan<char> folder = path; !folder.IsEmpty; folder = Parent(folder))
        {
            if (visible.TryGetValue(folder, out MountEntry? entry))
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Whether a question about a mount can wait forever: for it, or for one on the way to it, the kernel does not answer
    /// alone.</summary>
    public bool CanHang(MountEntry mount)
    {
        if (_areAllLocal)
        {
            return false;
        }

        if (!LocalFileSystems.Contains(mount.FileSystemType))
        {
            return true;
        }

        Dictionary<string, MountEntry>.AlternateLookup<ReadOnlySpan<char>> visible = _visible.GetAlternateLookup<ReadOnlySpan<char>>();
        for (ReadOnlySpan<char> folder = Parent(mount.MountPoint); !folder.IsEmpty; folder = Parent(folder))
        {
            if (visible.TryGetValue(folder, out MountEntry? entry) && !LocalFileSystems.Contains(entry.FileSystemType))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The folder that a path is in; empty for the root.</summary>
    private static ReadOnlySpan<char> Parent(ReadOnlySpan<char> path)
    {
        int slash = path.LastIndexOf('/');
        return slash > 0 ? path[..slash]
            : slash == 0 && path.Length > 1 ? "/"
            : default;
    }
}
