namespace Psutil.LinuxTests;

/// <summary>A file system in memory, mounted at a path that has everything a path can have.</summary>
internal sealed class MountedFolder : IDisposable
{
    public const long Size = 1024 * 1024;

    private readonly string _base = Directory.CreateTempSubdirectory("psutil-mount-").FullName;
    private readonly List<string> _mounts = [];

    public MountedFolder()
    {
        Path = $"{_base}/sp ace\nline\ttab\\back\\040#hash,comma=ü\uDCFF";
        BindPath = $"{_base}/bind";
        try
        {
            MountCalls.MakeFolder(Path);
            MountCalls.MakeFolder(BindPath);
            MountCalls.MountMemory(Source, Path, $"size={Size / 1024}k,nr_inodes=100,mode=0700");
            _mounts.Add(Path);
            MountCalls.MakeFolder($"{Path}/{Inner}");
            MountCalls.Bind($"{Path}/{Inner}", BindPath);
            _mounts.Add(BindPath);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the mount calls its device.</summary>
    public static string Source => "dev ice#1";

    /// <summary>The folder in it that is mounted once more at <see cref="BindPath"/>.</summary>
    public static string Inner => "in ner\uDCFE";

    public string Path { get; }

    public string BindPath { get; }

    public void Dispose()
    {
        for (int index = _mounts.Count - 1; index >= 0; index--)
        {
            MountCalls.Unmount(_mounts[index]);
        }

        foreach (string folder in (string[])[Path, BindPath, _base])
        {
            MountCalls.RemoveFolder(folder);
        }
    }
}
