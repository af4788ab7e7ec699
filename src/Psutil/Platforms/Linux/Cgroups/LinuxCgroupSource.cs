using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Reads the groups of all hierarchies of a machine.</summary>
/// <param name="roots">The machine's roots.</param>
/// <param name="fields">The fields that are read.</param>
/// <param name="mostDescriptors">How many descriptors may be kept open between two readings.</param>
internal sealed class LinuxCgroupSource(LinuxRoots roots, CgroupFields fields, int mostDescriptors) : CgroupSource
{
    private readonly KeptDescriptors _kept = new(mostDescriptors);
    private readonly LinuxContainerNames _containers = new(roots);
    private readonly CgroupReasons _reasons = new();
    private IReadOnlyList<CgroupTreeReader> _trees = [];
    private readonly Lock _lock = new();
    private CgroupVersion _version;
    private bool _isDisposed;

    /// <summary>How many descriptors are open now.</summary>
    public int KeptDescriptorCount => _kept.Count;

    public override CgroupTable Read()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(CgroupMonitor));
            if (_kept.BeginRefresh())
            {
                GiveBack();
            }

            try
            {
                return ReadTable();
            }
            catch (SystemCallException exception) when (exception.ErrorCode is { } error && Errno.IsExhausted(error) && _kept.Count > 0)
            {
                KeptDescriptors.NoteExhaustion();
                GiveBack();
                return ReadTable();
            }
        }
    }

    // Waits for a reading on another thread, which uses the descriptors.
    public override void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            GiveBack();
            _kept.Dispose();
        }

        base.Dispose();
    }

    private CgroupTable ReadTable()
    {
        if (_trees.Count == 0)
        {
            OpenTrees();
        }

        List<CgroupDraft> drafts = [];
        foreach (CgroupTreeReader tree in _trees)
        {
            List<CgroupDraft> more = tree.Read(fields);
            drafts = drafts.Count == 0 ? more : Merge(drafts, more);
        }

        if (drafts.Count == 0)
        {
            // The hierarchies were unmounted: the next reading looks for others.
            GiveBack();
            _trees = [];
        }

        bool wantsDevices = drafts.Exists(static draft => draft.DeviceIO is { Count: > 0 });
        byte[] partitions = wantsDevices ? roots.Proc.ReadBytes("partitions") ?? [] : [];
        DeviceNames names = new(partitions);
        _containers.Begin();
        CgroupSnapshot[] groups = new CgroupSnapshot[drafts.Count];
        for (int index = 0; index < groups.Length; index++)
        {
            drafts[index].DeviceIO = names.AddTo(drafts[index].DeviceIO);
            drafts[index].NameContainer(_containers);
            groups[index] = drafts[index].Complete(fields, _reasons);
        }

        return new CgroupTable
        {
            Version = _version,
            Groups = groups,
            IsTruncated = _trees.Any(static tree => tree.IsTruncated),
        };
    }

    private void OpenTrees()
    {
        IReadOnlyList<CgroupHierarchy> hierarchies = LinuxLimits.TryReadMounts(roots, out _, out IReadOnlyList<CgroupMount> mounts)
            ? CgroupHierarchy.Find(mounts)
            : [];
        if (hierarchies.Count == 0)
        {
            throw new PsutilNotSupportedException("No cgroup file system is mounted on this machine.");
        }

        bool hasV2 = hierarchies[0].Controllers == CgroupControllers.Unified;

        // systemd's own hierarchy of version 1 shows the same groups as that of version 2.
        IReadOnlyList<CgroupHierarchy> used =
        [
            .. hierarchies.Where(hierarchy => !hasV2 || hierarchy.Controllers != CgroupControllers.Systemd),
        ];
        _version =
            !hasV2 ? CgroupVersion.V1
            : used.Count > 1 ? CgroupVersion.Hybrid
            : CgroupVersion.V2;
        _trees = [.. used.Select(hierarchy => new CgroupTreeReader(roots, hierarchy, _kept))];
    }

    // Both are in the order of their paths.
    private static List<CgroupDraft> Merge(List<CgroupDraft> first, List<CgroupDraft> second)
    {
        List<CgroupDraft> merged = new(Math.Max(first.Count, second.Count));
        int at = 0;
        foreach (CgroupDraft draft in first)
        {
            int order = 1;
            while (at < second.Count && (order = CgroupOrder.Compare(second[at].Path, draft.Path)) < 0)
            {
                merged.Add(second[at++]);
            }

            if (at < second.Count && order == 0)
            {
                draft.Add(second[at++]);
            }

            merged.Add(draft);
        }

        merged.AddRange(second.Skip(at));
        return merged;
    }

    private void GiveBack()
    {
        foreach (CgroupTreeReader tree in _trees)
        {
            tree.Forget();
        }

        _kept.GiveBack();
    }

    /// <summary>The names of block devices, each found once for a reading.</summary>
    private sealed class DeviceNames(byte[] partitions)
    {
        private readonly Dictionary<string, string?> _names = new(StringComparer.Ordinal);

        public IReadOnlyList<CgroupDeviceIO>? AddTo(IReadOnlyList<CgroupDeviceIO>? devices) =>
            devices is not { Count: > 0 } ? devices : [.. devices.Select(device => device with { Name = Find(device.Number) })];

        private string? Find(string number)
        {
            if (_names.TryGetValue(number, out string? name))
            {
                return name;
            }

            name =
                DeviceNumber.TryParse(OSText.GetBytes(number), out DeviceNumber device)
                && ProcPartitions.TryFindName(partitions, device, out ReadOnlySpan<byte> found)
                    ? OSText.GetString(found)
                    : null;
            _names.Add(number, name);
            return name;
        }
    }
}
