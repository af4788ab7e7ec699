using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>A group in one hierarchy, kept from one reading to the next: its path, its open files and the groups below it.</summary>
internal sealed class CgroupNode(string path, byte[] folder, byte[] name, long? id)
{
    // A descriptor and one, so that 0 is none.
    private int[]? _kept;

    /// <summary>The path that the caller sees.</summary>
    public string Path { get; } = path;

    /// <summary>The directory below the root of files.</summary>
    public byte[] Folder { get; } = folder;

    /// <summary>The directory's own name.</summary>
    public byte[] Name { get; } = name;

    /// <summary>The inode number; null for the top.</summary>
    public long? Id { get; } = id;

    public CgroupNames Names { get; } = CgroupNames.Parse(path);

    /// <summary>The groups below it, in the order of their names.</summary>
    public CgroupNode[] Children { get; set; } = [];

    /// <summary>The open descriptor of a file; null if it is not kept open.</summary>
    public int? GetKept(CgroupFile file) => _kept is { } kept && kept[(int)file] > 0 ? kept[(int)file] - 1 : null;

    public void SetKept(CgroupFile file, int? descriptor)
    {
        _kept ??= new int[(int)CgroupFile.Count];
        _kept[(int)file] = descriptor + 1 ?? 0;
    }

    /// <summary>Forgets the descriptors of this group and of those below it, and closes them if asked to.</summary>
    public void Release(KeptDescriptors? close)
    {
        for (CgroupFile file = 0; close is not null && _kept is not null && file < CgroupFile.Count; file++)
        {
            close.Close(GetKept(file));
        }

        _kept = null;
        foreach (CgroupNode child in Children)
        {
            child.Release(close);
        }
    }
}
