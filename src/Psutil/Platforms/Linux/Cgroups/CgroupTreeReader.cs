using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>Walks one hierarchy. What the kernel says of its groups is kept from one walk to the next.</summary>
internal sealed class CgroupTreeReader
{
    /// <summary>The maximum number of groups of one hierarchy.</summary>
    public const int MostGroups = 100_000;

    /// <summary>How deep groups may be nested.</summary>
    public const int MostLevels = 64;

    /// <summary>
    /// The maximum length of all paths of one hierarchy: who may create groups can nest them deep, with names of 255 bytes.
    /// </summary>
    private const int LongestPaths = 32 * 1024 * 1024;

    private const int ListingRoom = 32 * 1024;

    private readonly CgroupFolderReader _reader;
    private readonly CgroupHierarchy _hierarchy;
    private readonly KeptDescriptors _kept;
    private readonly CgroupNode _top;
    private readonly byte[] _listing = new byte[ListingRoom];
    private int _pathRoom;

    public CgroupTreeReader(LinuxRoots roots, CgroupHierarchy hierarchy, KeptDescriptors kept)
    {
        FileTree tree = CgroupFiles.Locate(roots, hierarchy.MountPoint, out string folder);
        _reader = new CgroupFolderReader(tree, kept);
        _hierarchy = hierarchy;
        _kept = kept;
        _top = new CgroupNode(hierarchy.Root, OSText.GetBytes(folder.TrimEnd('/')), [], null);
    }

    /// <summary>Whether the last walk left groups out.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>The groups, each before its descendants; empty if the hierarchy is not there any more.</summary>
    public List<CgroupDraft> Read(CgroupFields fields)
    {
        IsTruncated = false;
        _pathRoom = LongestPaths;
        List<CgroupDraft> drafts = [];
        Walk(_top, fields, level: 0, drafts);
        return drafts;
    }

    /// <summary>Forgets all descriptors, which somebody else closes.</summary>
    public void Forget() => _top.Release(close: null);

    private void Walk(CgroupNode node, CgroupFields fields, int level, List<CgroupDraft> drafts)
    {
        ReadResult folder = _reader.Enter(node);
        try
        {
            if (!TryRead(node, fields, isTop: level == 0, out CgroupDraft draft))
            {
                node.Release(_kept);
                node.Children = [];
                return;
            }

            if (drafts.Count >= MostGroups || level > MostLevels)
            {
                IsTruncated = true;
                return;
            }

            drafts.Add(draft);
            List(node, folder);
        }
        finally
        {
            _reader.Leave();
        }

        foreach (CgroupNode child in node.Children)
        {
            Walk(child, fields, level + 1, drafts);
            if (drafts.Count >= MostGroups && IsTruncated)
            {
                return;
            }
        }
    }

    /// <summary>Reads a group. False if it is not there; that is asked last, so that it was there while all else was read.</summary>
    private bool TryRead(CgroupNode node, CgroupFields fields, bool isTop, out CgroupDraft draft)
    {
        draft = new CgroupDraft(node);
        if (_hierarchy.Controllers == CgroupControllers.Unified)
        {
            CgroupV2.Read(_reader, node, fields, draft, isTop);
        }
        else
        {
            CgroupV1.Read(_reader, node, fields, draft, _hierarchy.Controllers);
        }

        if ((fields & CgroupFields.Processes) == 0)
        {
            return _reader.Exists(node);
        }

        ReadResult result = _reader.CountProcesses(node, out long count);
        if (!result.Failed)
        {
            draft.ProcessCount = count;
            return true;
        }

        draft.Note(CgroupFields.Processes, result);
        return result.IsMalformed || result.Error is not (Errno.ENOENT or Errno.ENOTDIR or Errno.ENODEV);
    }

    /// <summary>Lists the groups below one. Those that are known keep their files open; those that are gone close them.</summary>
    private void List(CgroupNode node, ReadResult folder)
    {
        Dictionary<long, CgroupNode>? before = null;
        foreach (CgroupNode child in node.Children)
        {
            before ??= new Dictionary<long, CgroupNode>(node.Children.Length);
            before[child.Id ?? 0] = child;
        }

        List<CgroupNode>? children = null;
        if (!folder.Failed)
        {
            // Not disposed: it is the reader of the folder that closes it.
            DirectoryReader reader = new(folder.Value, _listing, FileTree.MostNames);
            while (reader.MoveNext())
            {
                if (reader.MayBeDirectory)
                {
                    _pathRoom -= node.Folder.Length + reader.Current.Length;
                    if (_pathRoom < 0)
                    {
                        IsTruncated = true;
                        break;
                    }

                    children ??= new List<CgroupNode>(node.Children.Length);
                    children.Add(Find(before, node, reader.Current, reader.CurrentInode));
                }
            }

            IsTruncated |= reader.IsMalformed;
        }

        if (before is not null)
        {
            foreach (CgroupNode gone in before.Values)
            {
                gone.Release(_kept);
            }
        }

        children?.Sort(static (left, right) => NaturalOrder.Compare(left.Path, right.Path));
        node.Children = children is null ? [] : [.. children];
    }

    private static CgroupNode Find(Dictionary<long, CgroupNode>? before, CgroupNode parent, ReadOnlySpan<byte> name, long inode)
    {
        if (before is not null && before.TryGetValue(inode, out CgroupNode? known) && name.SequenceEqual(known.Name))
        {
            before.Remove(inode);
            return known;
        }

        string path = $"{(parent.Path == "/" ? "" : parent.Path)}/{OSText.GetString(name)}";
        return new CgroupNode(path, [.. parent.Folder, (byte)'/', .. name], name.ToArray(), inode);
    }
}
