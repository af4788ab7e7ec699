using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>The values of one group while they are read, from one hierarchy or from several.</summary>
internal sealed class CgroupDraft(CgroupNode node)
{
    private CgroupReasons.Known _reasons;

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
        if (_reasons.Of(field) is UnavailableReason.Unknown or UnavailableReason.NotSupported)
        {
            _reasons = _reasons.With(field, reason);
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
        for (CgroupFields field = CgroupFields.Cpu; field <= CgroupFields.Processes; field = (CgroupFields)((int)field << 1))
        {
            UnavailableReason reason = other._reasons.Of(field);
            if (
                reason != UnavailableReason.Unknown
                && (reason != UnavailableReason.NotSupported || _reasons.Of(field) == UnavailableReason.Unknown)
            )
            {
                _reasons = _reasons.With(field, reason);
            }
        }
    }

    /// <summary>Looks for the name of a container that the path names by its ID.</summary>
    public void NameContainer(LinuxContainerNames names) =>
        _containerName = node.Names.ContainerId is { } id ? names.Find(id, node.Names.Runtime, node.Path) : node.Names.ContainerName;

    /// <summary>The finished group.</summary>
    /// <param name="fields">The requested fields: what is missing of them gets a reason.</param>
    /// <param name="reasons">Has the reasons.</param>
    public CgroupSnapshot Complete(CgroupFields fields, CgroupReasons reasons)
    {
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
            Unavailable = reasons.Get(fields & ~GetKnown(), _reasons),
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

    private CgroupFields GetKnown() =>
        (Cpu is null ? 0 : CgroupFields.Cpu)
        | (Memory is null ? 0 : CgroupFields.Memory)
        | (DeviceIO is null ? 0 : CgroupFields.IO)
        | (Pressure is null ? 0 : CgroupFields.Pressure)
        | (Tasks is null ? 0 : CgroupFields.Tasks)
        | (ProcessCount is null ? 0 : CgroupFields.Processes);
}
