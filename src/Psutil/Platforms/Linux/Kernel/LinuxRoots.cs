namespace Psutil.Platforms.Linux;

/// <summary>The roots of a Linux machine's files, and whether they are those of the running kernel.</summary>
internal sealed class LinuxRoots : IDisposable
{
    private PidNamespace? _pids;

    public LinuxRoots(MachineOptions options)
    {
        RootPath = options.RootPath ?? "/";
        Proc = Open("/proc", options.ProcPath);
        Sys = Open("/sys", options.SysPath);
        Etc = Open("/etc", options.EtcPath);
        Run = Open("/run", options.RunPath);
        Dev = Open("/dev", options.DevPath);
        Root = Open("/", options.RootPath);
        IsLocalProc = options.ProcPath is null or "/proc" or "/proc/";
        IsLocalSys = options.SysPath is null or "/sys" or "/sys/";
        IsLocalEtc = options.EtcPath is null or "/etc" or "/etc/";
        IsLocalRoot = RootPath == "/";
    }

    public FileTree Proc { get; }

    public FileTree Sys { get; }

    public FileTree Etc { get; }

    public FileTree Run { get; }

    public FileTree Dev { get; }

    /// <summary>The machine's <c>/</c>.</summary>
    public FileTree Root { get; }

    /// <summary>The path of the directory that is the machine's <c>/</c>.</summary>
    public string RootPath { get; }

    /// <summary>Whether <see cref="Proc"/> is that of the running kernel.</summary>
    public bool IsLocalProc { get; }

    /// <summary>
    /// Whether the PIDs in <see cref="Proc"/> are those of our system calls. They are not in a new PID namespace that still has the old
    /// <c>/proc</c> (<c>unshare --pid --fork</c>, a nested container without rights).
    /// </summary>
    public bool HasOurPids => IsLocalProc && (_pids ??= new PidNamespace(Proc)).IsOurs;

    /// <summary>Whether <see cref="Sys"/> is that of the running kernel.</summary>
    public bool IsLocalSys { get; }

    /// <summary>Whether <see cref="Etc"/> is the user database that the C library reads.</summary>
    public bool IsLocalEtc { get; }

    /// <summary>Whether the machine's paths are our own.</summary>
    public bool IsLocalRoot { get; }

    public void Dispose()
    {
        foreach (FileTree tree in (FileTree[])[Proc, Sys, Etc, Run, Dev, Root])
        {
            tree.Dispose();
        }
    }

    // Paths below another machine's root are resolved as on that machine: a link in its /etc can lead to its /usr, but not out of the root.
    private FileTree Open(string own, string? path)
    {
        if (path is null || path.TrimEnd('/') == own.TrimEnd('/'))
        {
            return new FileTree(own);
        }

        bool isBelowRoot = RootPath.Trim('/').Length > 0 && path.StartsWith($"{RootPath.TrimEnd('/')}/", StringComparison.Ordinal);
        return new FileTree(path, isBelowRoot ? RootPath : path);
    }
}
