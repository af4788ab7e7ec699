using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Finds the names of containers in the files of their runtimes, without asking a daemon. Each container is looked for once, and whether it
/// was found or not is known as long as its group is there: a runtime writes its files before it starts the container. Mostly only root may
/// read them.
/// </summary>
/// <param name="roots">The machine's roots.</param>
/// <param name="mostLooks">How many containers are looked for in one reading of all groups: anybody who may make groups can give them
/// names like those of containers. The others are looked for in the next readings.</param>
internal sealed class LinuxContainerNames(LinuxRoots roots, int mostLooks = LinuxContainerNames.MostLooks)
{
    private const int MostLooks = 4096;
    private const int LongestConfig = 1024 * 1024;
    private const int MostNamespaces = 64;
    private const int MostUsers = 64;
    private const string Docker = "docker";
    private const string Containerd = "containerd";
    private const string Crio = "cri-o";
    private const string Podman = "podman";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly DeadlineCalls<ContainerQuestion, IReadOnlyDictionary<string, string>> Reads = new(
        Read,
        "psutil container names",
        TimeSpan.FromSeconds(5)
    );

    private static readonly string[] StoredLists =
    [
        "var/lib/containers/storage/overlay-containers/containers.json",
        "var/lib/containers/storage/vfs-containers/containers.json",
        "var/lib/containers/storage/btrfs-containers/containers.json",
    ];

    // Containers that end with the machine are in a list of their own.
    private static readonly string[] VolatileLists =
    [
        "containers/storage/overlay-containers/volatile-containers.json",
        "containers/storage/vfs-containers/volatile-containers.json",
    ];

    private static readonly string[] TaskFolders =
    [
        "containerd/io.containerd.runtime.v2.task",
        "k3s/containerd/io.containerd.runtime.v2.task",
    ];

    private static readonly string[] Annotations =
    [
        "io.kubernetes.cri.container-name",
        "io.kubernetes.container.name",
        "nerdctl/name",
        "io.kubernetes.cri.sandbox-name",
        "io.kubernetes.pod.name",
    ];

    private Dictionary<string, string?> _names = new(StringComparer.Ordinal);
    private Dictionary<string, string?> _earlier = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, string>? _stored;
    private readonly Dictionary<uint, IReadOnlyDictionary<string, string>?> _ofUsers = [];
    private bool _isSilent;
    private int _looks;

    /// <summary>How many containers have been looked for in all.</summary>
    public long LookCount { get; private set; }

    /// <summary>Begins a reading of all groups.</summary>
    public void Begin()
    {
        (_stored, _isSilent, _looks) = (null, false, 0);

        // What was in the reading before is kept, and nothing else.
        (_names, _earlier) = (_earlier, _names);
        _names.Clear();
        _ofUsers.Clear();
    }

    /// <summary>The name of a container; null if no file has it.</summary>
    /// <param name="id">The container.</param>
    /// <param name="runtime">Its runtime, if it is known.</param>
    /// <param name="path">The path of its group, which names the user if Podman runs without root.</param>
    public string? Find(string id, string? runtime, string path = "/")
    {
        if (_names.TryGetValue(id, out string? name))
        {
            return name;
        }

        if (_earlier.TryGetValue(id, out name))
        {
            _names.Add(id, name);
        }
        else if (!_isSilent && _looks < mostLooks)
        {
            _looks++;
            LookCount++;
            name = Ask(new ContainerQuestion(roots, id, runtime))?.GetValueOrDefault(id);
            if (name is null && runtime is Podman or Crio or null && !_isSilent)
            {
                _stored ??= Ask(new ContainerQuestion(roots, null, null));
                name = _stored?.GetValueOrDefault(id);
            }

            if (name is null && runtime == Podman && !_isSilent && CgroupPath.FindUser(path) is > 0 and { } user)
            {
                name = AskForUser(user)?.GetValueOrDefault(id);
            }

            if (!_isSilent)
            {
                _names[id] = name;
            }
        }

        return name;
    }

    private IReadOnlyDictionary<string, string>? AskForUser(uint user)
    {
        if (!_ofUsers.TryGetValue(user, out IReadOnlyDictionary<string, string>? names) && _ofUsers.Count < MostUsers)
        {
            names = Ask(new ContainerQuestion(roots, null, null, user));
            _ofUsers.Add(user, names);
        }

        return names;
    }

    // A file system that does not answer costs one wait for a reading of all groups.
    private IReadOnlyDictionary<string, string>? Ask(ContainerQuestion question)
    {
        if (Reads.TryCall(question, Patience, out IReadOnlyDictionary<string, string>? names))
        {
            return names;
        }

        _isSilent = true;
        return null;
    }

    private static Dictionary<string, string> Read(ContainerQuestion question)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        LinuxRoots roots = question.Roots;
        if (question.User is { } user)
        {
            RootlessContainers.AddNames(roots, user, names);
            return names;
        }

        if (question.Id is not { } id)
        {
            foreach (
                (FileTree tree, string file) in StoredLists
                    .Select(file => (roots.Root, file))
                    .Concat(VolatileLists.Select(file => (roots.Run, file)))
            )
            {
                if (TryRead(tree, file, ContainerConfig.LongestList) is { } text)
                {
                    ContainerConfig.AddStoredNames(text, names);
                }
            }

            return names;
        }

        if ((question.Runtime is Docker or null ? FindDocker(roots, id) : null) is { } docker)
        {
            names[id] = docker;
        }
        else if ((question.Runtime is Crio or null ? FindCrio(roots, id) : null) is { } crio)
        {
            names[id] = crio;
        }
        else if ((question.Runtime is Containerd or null ? FindContainerd(roots, id) : null) is { } containerd)
        {
            names[id] = containerd;
        }

        return names;
    }

    private static string? FindDocker(LinuxRoots roots, string id) =>
        TryRead(roots.Root, $"var/lib/docker/containers/{id}/config.v2.json", LongestConfig) is { } text
            ? ContainerConfig.FindDockerName(text)
            : null;

    private static string? FindCrio(LinuxRoots roots, string id) =>
        TryRead(roots.Run, $"containers/storage/overlay-containers/{id}/userdata/config.json", LongestConfig) is { } text
            ? ContainerConfig.FindAnnotation(text, Annotations)
            : null;

    private static string? FindContainerd(LinuxRoots roots, string id)
    {
        foreach (string folder in TaskFolders)
        {
            foreach (string space in roots.Run.List(folder).Take(MostNamespaces))
            {
                if (
                    TryRead(roots.Run, $"{folder}/{space}/{id}/config.json", LongestConfig) is { } text
                    && ContainerConfig.FindAnnotation(text, Annotations) is { } name
                )
                {
                    return name;
                }
            }
        }

        return null;
    }

    // That a runtime is not there, or that its files may not be read, is not worth an event.
    private static byte[]? TryRead(FileTree tree, string path, int limit) =>
        tree.TryReadBytes(path, limit, out byte[]? bytes).Failed ? null : bytes;
}
