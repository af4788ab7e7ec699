using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>The values of one group while they are read, from one hierarchy or from several.</summary>
internal sealed class CgroupDraft(CgroupNode node)
{
    private static readonly CgroupFields[] EachField =
    [
        CgroupFields.Cpu,
        CgroupFields.Memory,
        CgroupFields.IO,
        CgroupFields.Pressure,
        CgroupFields.Tasks,
        CgroupFields.Processes,
    ];

    private Dictionary<CgroupFields, UnavailableReason>? _reasons;

    private string? _containerName;

    public string Path => node.Path;

    public CgroupCpu? Cpu { get; set; }

    public CgroupMemory? Memory { get; set; }

    public IReadOnlyList<CgroupDeviceIO>? DeviceIO { get; set; }

    public CgroupPressure? Pressure { get; set; }

    public CgroupTasks? Tasks { get; set; }

    public long? ProcessCount { get; set; }

    /// <summary>
    /// Notes why a field could not be read from one of its files. Any other reason counts more than a controller that is off.
    /// </summary>
    public void Note(CgroupFields field, ReadResult failure)
    {
        UnavailableReason reason =
            failure.IsMalformed ? UnavailableReason.Malformed
            : failure.Error is Errno.EACCES or Errno.EPERM ? UnavailableReason.Denied
            : failure.Error is Errno.ENOENT or Errno.EOPNOTSUPP ? UnavailableReason.NotSupported
            : UnavailableReason.Failed;
        _reasons ??= [];
        if (!_reasons.TryGetValue(field, out UnavailableReason known) || known == UnavailableReason.NotSupported)
        {
            _reasons[field] = reason;
        }
    }

    /// <summary>Adds what another hierarchy has of the group. A controller of version 1 has the values rather than version 2.</summary>
    public void Add(CgroupDraft other)
    {
        Cpu = Merge(Cpu, other.Cpu);
        Memory = other.Memory ?? Memory;
        DeviceIO = other.DeviceIO ?? DeviceIO;
        Pressure ??= other.Pressure;
        Tasks = other.Tasks ?? Tasks;
        ProcessCount =
            ProcessCount is { } mine && other.ProcessCount is { } theirs ? Math.Max(mine, theirs) : ProcessCount ?? other.ProcessCount;
        foreach ((CgroupFields field, UnavailableReason reason) in other._reasons ?? [])
        {
            _reasons ??= [];
            if (reason != UnavailableReason.NotSupported || !_reasons.ContainsKey(field))
            {
                _reasons[field] = reason;
            }
        }
    }

    /// <summary>Looks for the name of a container that the path names by its ID.</summary>
    public void NameContainer(LinuxContainerNames names) =>
        _containerName = node.Names.ContainerId is { } id ? names.Find(id, node.Names.Runtime) : node.Names.ContainerName;

    /// <summary>The finished group.</summary>
    /// <param name="fields">The requested fields: what is missing of them gets a reason.</param>
    public CgroupSnapshot Complete(CgroupFields fields)
    {
        Dictionary<CgroupFields, UnavailableReason>? missing = null;
        foreach (CgroupFields field in EachField)
        {
            if ((fields & field) != 0 && !Has(field))
            {
                missing ??= [];
                missing[field] = _reasons?.GetValueOrDefault(field) is { } reason and not UnavailableReason.Unknown
                    ? reason
                    : UnavailableReason.NotSupported;
            }
        }

        return new CgroupSnapshot
        {
            Path = node.Path,
            Id = node.Id,
            Unit = node.Names.Unit,
            Slice = node.Names.Slice,
            ContainerId = node.Names.ContainerId,
            ContainerName = _containerName,
            Runtime = node.Names.Runtime,
            PodUid = node.Names.PodUid,
            Cpu = Cpu,
            Memory = Memory,
            DeviceIO = DeviceIO,
            Pressure = Pressure,
            Tasks = Tasks,
            ProcessCount = ProcessCount,
            Unavailable = missing,
        };
    }

    private static CgroupCpu? Merge(CgroupCpu? first, CgroupCpu? second) =>
        first is null || second is null
            ? first ?? second
            : new CgroupCpu
            {
                Usage = second.Usage ?? first.Usage,
                User = second.User ?? first.User,
                System = second.System ?? first.System,
                Periods = second.Periods ?? first.Periods,
                ThrottledPeriods = second.ThrottledPeriods ?? first.ThrottledPeriods,
                ThrottledTime = second.ThrottledTime ?? first.ThrottledTime,
                LimitCpuCount = second.LimitCpuCount ?? first.LimitCpuCount,
                Weight = second.Weight ?? first.Weight,
            };

    private bool Has(CgroupFields field) =>
        field switch
        {
            CgroupFields.Cpu => Cpu is not null,
            CgroupFields.Memory => Memory is not null,
            CgroupFields.IO => DeviceIO is not null,
            CgroupFields.Pressure => Pressure is not null,
            CgroupFields.Tasks => Tasks is not null,
            _ => ProcessCount is not null,
        };
}
