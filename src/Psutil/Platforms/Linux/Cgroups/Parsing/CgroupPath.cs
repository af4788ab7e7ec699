using System.Buffers;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// Parses the path of a cgroup: the names that systemd, Docker, containerd, CRI-O, Podman and Kubernetes give to their cgroups.
/// </summary>
internal static class CgroupPath
{
    private const string Deleted = " (deleted)";
    private const string KubernetesPrefix = "kubepods";
    private const string SystemdHierarchy = "name=systemd";
    private const string UserSlices = "/user.slice/user-";
    private const string SliceEnd = ".slice/";
    private const int ContainerIdLength = 64;
    private const int LongestPodUid = 36;
    private const int ShortestPodUid = 32;

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> PodUidCharacters = SearchValues.Create("0123456789abcdefABCDEF-_");

    // The prefix of the ID in a name, and its runtime. A container's monitor (conmon) has a separate cgroup.
    private static readonly (string Prefix, string Runtime)[] Runtimes =
    [
        ("docker-", "docker"),
        ("cri-containerd-", "containerd"),
        ("cri-containerd:", "containerd"),
        ("nerdctl-", "containerd"),
        ("crio-", "cri-o"),
        ("libpod-", "podman"),
    ];

    private static readonly string[] UnitSuffixes = [".service", ".scope", ".socket", ".mount", ".swap"];

    /// <summary>
    /// Selects a process's cgroup from its memberships: the one that names a container, else that of cgroup v2, else systemd's; null if
    /// there is none.
    /// </summary>
    public static ProcessCgroup? Choose(IReadOnlyList<CgroupMembership> memberships)
    {
        ProcessCgroup? best = null;
        int bestRank = 0;
        foreach (CgroupMembership membership in memberships)
        {
            ProcessCgroup cgroup = Parse(membership.Path);
            int rank =
                cgroup.ContainerId is not null ? 5
                : membership.Path == "/" ? 1
                : membership.Controllers.Length == 0 ? 4
                : membership.Controllers == SystemdHierarchy ? 3
                : 2;
            if (rank > bestRank)
            {
                (best, bestRank) = (cgroup, rank);
            }
        }

        return best;
    }

    /// <summary>Parses a path.</summary>
    public static ProcessCgroup Parse(string path)
    {
        string? unit = null;
        string? containerId = null;
        string? runtime = null;
        string? podUid = null;
        bool isInPods = false;
        bool isBelowDocker = false;
        ReadOnlySpan<char> names = path.EndsWith(Deleted, StringComparison.Ordinal) ? path.AsSpan(0, path.Length - Deleted.Length) : path;
        foreach (Range range in names.Split('/'))
        {
            ReadOnlySpan<char> name = names[range];

            // systemd prefixes a name with an underscore if it would collide with one of the kernel's files.
            name = name.StartsWith('_') ? name[1..] : name;
            unit = IsUnit(name) ? new string(name) : unit;
            isInPods |= name.StartsWith(KubernetesPrefix, StringComparison.Ordinal);
            podUid = isInPods ? FindPodUid(name) ?? podUid : podUid;
            if (TryFindContainer(name, out ReadOnlySpan<char> id, out string? by))
            {
                containerId = new string(id);
                runtime = by ?? (isBelowDocker ? "docker" : null);
            }

            isBelowDocker = name.SequenceEqual("docker");
        }

        return new ProcessCgroup
        {
            Path = path,
            Unit = unit,
            ContainerId = containerId,
            Runtime = runtime,
            PodUid = podUid,
        };
    }

    /// <summary>
    /// The user in whose slice a group is (<c>/user.slice/user-1000.slice</c>); null if it is in none. The outermost counts, which systemd
    /// makes as root: inside, the user chooses the names.
    /// </summary>
    public static uint? FindUser(string path)
    {
        if (!path.StartsWith(UserSlices, StringComparison.Ordinal))
        {
            return null;
        }

        ReadOnlySpan<char> rest = path.AsSpan(UserSlices.Length);
        int end = rest.IndexOf(SliceEnd);
        return end > 0 && uint.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out uint user) ? user : null;
    }

    private static bool IsUnit(ReadOnlySpan<char> name)
    {
        foreach (string suffix in UnitSuffixes)
        {
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>docker-ID.scope</c>, <c>ID</c> alone, or containerd's <c>slice:cri-containerd:ID</c>.</summary>
    private static bool TryFindContainer(ReadOnlySpan<char> name, out ReadOnlySpan<char> id, out string? runtime)
    {
        runtime = null;
        name = name.EndsWith(".scope", StringComparison.Ordinal) ? name[..^".scope".Length] : name;
        id = name.Length < ContainerIdLength ? [] : name[^ContainerIdLength..];
        if (id.IsEmpty || id.ContainsAnyExcept(IdCharacters))
        {
            return false;
        }

        ReadOnlySpan<char> before = name[..^ContainerIdLength];
        foreach ((string prefix, string by) in Runtimes)
        {
            if (before.SequenceEqual(prefix) || (prefix.EndsWith(':') && before.EndsWith(prefix, StringComparison.Ordinal)))
            {
                runtime = by;
            }
        }

        return before.IsEmpty || runtime is not null;
    }

    /// <summary><c>podUID</c>, or <c>kubepods-burstable-podUID.slice</c> with underscores instead of hyphens in the UID.</summary>
    private static string? FindPodUid(ReadOnlySpan<char> name)
    {
        int colon = name.IndexOf(':');
        name = colon < 0 ? name : name[..colon];
        name = name.EndsWith(".slice", StringComparison.Ordinal) ? name[..^".slice".Length] : name;
        int start =
            name.StartsWith("pod", StringComparison.Ordinal) ? 0
            : name.StartsWith(KubernetesPrefix, StringComparison.Ordinal) ? name.LastIndexOf("-pod", StringComparison.Ordinal) + 1
            : 0;
        if (!name[start..].StartsWith("pod", StringComparison.Ordinal))
        {
            return null;
        }

        ReadOnlySpan<char> uid = name[(start + "pod".Length)..];
        return uid.Length is < ShortestPodUid or > LongestPodUid || uid.ContainsAnyExcept(PodUidCharacters)
            ? null
            : new string(uid).Replace('_', '-');
    }
}
