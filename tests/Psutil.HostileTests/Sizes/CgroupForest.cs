namespace Psutil.HostileTests.Sizes;

/// <summary>Thousands of cgroups side by side, and one below many others. Removed when disposed.</summary>
internal sealed class CgroupForest : IDisposable
{
    private const int Depth = 50;
    private readonly string _root;

    public CgroupForest(string hierarchy, int count)
    {
        _root = Path.Join(hierarchy, $"psutil-hostile-{Environment.ProcessId}");
        Deepest = _root;
        Directory.CreateDirectory(_root);
        for (int number = 0; number < count; number++)
        {
            Directory.CreateDirectory(Path.Join(_root, $"{number}"));
        }

        for (int level = 0; level < Depth; level++)
        {
            Deepest = Path.Join(Deepest, "deep");
            Directory.CreateDirectory(Deepest);
        }
    }

    /// <summary>The one that has the most ancestors.</summary>
    public string Deepest { get; }

    /// <summary>Where cgroups can be made: version 2, or a hierarchy of version 1 in which nothing is limited; null if nowhere.</summary>
    public static string? FindHierarchy() =>
        new[] { "/sys/fs/cgroup", "/sys/fs/cgroup/unified", "/sys/fs/cgroup/pids", "/sys/fs/cgroup/memory" }.FirstOrDefault(CanMakeIn);

    public void Dispose() => Remove(_root);

    private static bool CanMakeIn(string hierarchy)
    {
        string trial = Path.Join(hierarchy, $"psutil-trial-{Environment.ProcessId}");
        try
        {
            // A folder that is no cgroup has no such file in it.
            Directory.CreateDirectory(trial);
            bool isCgroup = File.Exists(Path.Join(trial, "cgroup.procs"));
            Directory.Delete(trial);
            return isCgroup;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Only folders can be removed: their files are the kernel's.
    private static void Remove(string folder)
    {
        foreach (string below in Directory.GetDirectories(folder))
        {
            Remove(below);
        }

        // Until the kernel has forgotten the last process of it, it is busy.
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                Directory.Delete(folder);
                return;
            }
            catch (IOException) when (attempt < 600)
            {
                Thread.Sleep(50);
            }
        }
    }
}
