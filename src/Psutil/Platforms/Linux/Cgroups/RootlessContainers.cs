using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// The lists of containers that a user runs with Podman without root, in the user's own folders. There the user can put anything, so only
/// the user's own regular files count, and no link is followed.
/// </summary>
internal static class RootlessContainers
{
    private const int LongestUserList = 4 * 1024 * 1024;

    // Every user may have so many: together they must not take much memory of who reads them.
    private const int MostOfUser = 1024;

    // Below the home folder, and below the user's folder in /run.
    private static readonly string[] StoredLists =
    [
        ".local/share/containers/storage/overlay-containers/containers.json",
        ".local/share/containers/storage/vfs-containers/containers.json",
        ".local/share/containers/storage/btrfs-containers/containers.json",
    ];

    private static readonly string[] VolatileLists =
    [
        "containers/overlay-containers/volatile-containers.json",
        "containers/vfs-containers/volatile-containers.json",
    ];

    /// <summary>Adds the names of a user's containers by their IDs.</summary>
    public static void AddNames(LinuxRoots roots, uint user, Dictionary<string, string> names)
    {
        if (
            !roots.Etc.TryReadBytes("passwd", FileTree.KernelFileLimit, out byte[]? accounts).Failed
            && EtcPasswd.FindHome(accounts, user)?.Trim('/') is { Length: > 0 } home
        )
        {
            AddNames(roots.Root, home, StoredLists, user, names);
        }

        AddNames(roots.Run, string.Create(CultureInfo.InvariantCulture, $"user/{user}"), VolatileLists, user, names);
    }

    private static void AddNames(FileTree tree, string folder, string[] lists, uint user, Dictionary<string, string> names)
    {
        foreach (string list in lists)
        {
            if (!tree.ReadOwned(folder, list, user, LongestUserList, out byte[]? text).Failed)
            {
                ContainerConfig.AddStoredNames(text, names, MostOfUser);
            }
        }
    }
}
