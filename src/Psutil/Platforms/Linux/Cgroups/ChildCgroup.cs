using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// A cgroup for one child and its descendants. Whoever is started in it stays in it, and so do the cgroups that they create. One that still
/// has members when it is given up is removed later, by this process or by the next that creates one beside it.
/// </summary>
internal sealed class ChildCgroup : TreeMemberList
{
    private const string Prefix = "psutil-";

    // 4,194,304 processes (PID_MAX_LIMIT), each a line with a number of at most seven digits.
    private const int LongestList = 8 * 4 * 1024 * 1024;

    // Members can create cgroups too, as many as they like.
    private const int MostFolders = 1024;
    private const int MostLeftovers = 4096;

    // What looks left over may be that of a process in another PID namespace, which is about to start its child.
    private static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(1);
    private static readonly Lock Lock = new();
    private static readonly HashSet<string> Abandoned = [];

    private ChildCgroup(string path) => Path = path;

    /// <summary>Its directory.</summary>
    public string Path { get; }

    public override TreeTracking Means => TreeTracking.Cgroup;

    /// <summary>The directory of the caller's own cgroup, of version 2; null if no mount shows it.</summary>
    public static string? FindOwn(LinuxRoots roots)
    {
        if (!roots.HasOurPids || !roots.IsLocalRoot || LinuxLimits.FindUnified(roots) is not { } folder)
        {
            return null;
        }

        // A mount that was made in another cgroup namespace can show another cgroup under our path.
        string path = System.IO.Path.Join(folder.MountPoint, folder.RelativePath);
        return ReadPids(path)?.Contains(Environment.ProcessId) == true ? path : null;
    }

    /// <summary>Whether the caller may create cgroups in a directory.</summary>
    public static bool IsAllowedIn(string? parent) => parent is not null && Libc.IsWritable([.. OSText.GetBytes(parent), 0]);

    /// <summary>Creates a cgroup. 0, or the negated errno.</summary>
    /// <param name="parent">The directory of the cgroup that it is created in.</param>
    /// <param name="created">The cgroup, if it was created.</param>
    public static int Create(string parent, out ChildCgroup created)
    {
        RemoveLeftovers(parent);
        string name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}");
        created = new ChildCgroup(System.IO.Path.Join(parent, name));
        return Libc.CreateDirectory([.. OSText.GetBytes(created.Path), 0]);
    }

    public override IReadOnlyCollection<int>? TryReadPids()
    {
        HashSet<int>? pids = ReadPids(Path);
        foreach (string folder in pids is null ? [] : FoldersBelow(Path))
        {
            // It can be removed at any time, or be one of threads, whose processes are listed above it.
            pids!.UnionWith(ReadPids(folder) ?? []);
        }

        return pids;
    }

    // Linux 5.14.
    public override bool TryKillAll() => Libc.WriteFile([.. OSText.GetBytes(System.IO.Path.Join(Path, "cgroup.kill")), 0], "1"u8) == 0;

    protected override void Dispose(bool disposing)
    {
        if (!TryRemove())
        {
            lock (Lock)
            {
                Abandoned.Add(Path);
            }
        }
    }

    private static void RemoveLeftovers(string parent)
    {
        lock (Lock)
        {
            Abandoned.RemoveWhere(path => new ChildCgroup(path).TryRemove());
        }

        try
        {
            foreach (string path in Directory.EnumerateDirectories(parent, $"{Prefix}*").Take(MostLeftovers).ToArray())
            {
                if (IsLeftOver(path))
                {
                    _ = new ChildCgroup(path).TryRemove();
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process removes them too, or this one may not list them.
        }
    }

    /// <summary>Whether the process that created a cgroup has ended.</summary>
    private static bool IsLeftOver(string path) =>
        System.IO.Path.GetFileName(path).Split('-') is [_, var pid, _]
        && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out int creator)
        && creator > 0
        && Libc.SendSignal(creator, 0) == -Errno.ESRCH
        && DateTime.UtcNow - Directory.GetLastWriteTimeUtc(path) > LeastAge;

    /// <summary>Removes the cgroup and those below it, if nobody is in them. False if somebody is.</summary>
    private bool TryRemove()
    {
        if (TryReadPids() is not { } pids)
        {
            return !Directory.Exists(Path);
        }

        if (pids.Count > 0)
        {
            return false;
        }

        // The deepest first.
        foreach (string folder in Enumerable.Reverse(FoldersBelow(Path)))
        {
            _ = Libc.RemoveDirectory([.. OSText.GetBytes(folder), 0]);
        }

        return Libc.RemoveDirectory([.. OSText.GetBytes(Path), 0]) is 0 or -Errno.ENOENT;
    }

    private static HashSet<int>? ReadPids(string folder)
    {
        using FileTree files = new(folder);
        return files.TryReadBytes("cgroup.procs", LongestList, out byte[]? text).Failed ? null : CgroupProcs.Parse(text);
    }

    /// <summary>The cgroups below one, each before its own.</summary>
    private static List<string> FoldersBelow(string path)
    {
        List<string> found = [];
        try
        {
            Queue<string> waiting = new([path]);
            while (waiting.TryDequeue(out string? folder) && found.Count < MostFolders)
            {
                foreach (string below in Directory.EnumerateDirectories(folder).Take(MostFolders - found.Count))
                {
                    found.Add(below);
                    waiting.Enqueue(below);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // One was removed meanwhile.
        }

        return found;
    }
}
