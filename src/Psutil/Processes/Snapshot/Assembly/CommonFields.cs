namespace Psutil;

/// <summary>
/// The fields of a process table. They are stored in the snapshot itself, with one bit each instead of the eight bytes of a nullable, to
/// keep a table of many processes small.
/// </summary>
internal struct CommonFields
{
    /// <summary>The fields that are stored here.</summary>
    public const ProcessFields All =
        ProcessFields.Name
        | ProcessFields.ParentPid
        | ProcessFields.Status
        | ProcessFields.CreateTime
        | ProcessFields.CpuTimes
        | ProcessFields.Memory
        | ProcessFields.ThreadCount
        | ProcessFields.ApproximateRss
        | ProcessFields.Nice
        | ProcessFields.CpuNumber
        | ProcessFields.PageFaults
        | ProcessFields.CommandLine
        | ProcessFields.ExecutablePath
        | ProcessFields.UserName
        | ProcessFields.UserIds
        | ProcessFields.MemoryFootprint;

    private string? _name;
    private IReadOnlyList<string>? _commandLine;
    private string? _executablePath;
    private string? _userName;
    private int _parentPid;
    private ProcessStatus _status;
    private DateTimeOffset _createTime;
    private ProcessCpuTimes _cpuTimes;
    private CompactMemory _memory;
    private ProcessMemoryFootprint _footprint;
    private int _threadCount;
    private long _approximateRss;
    private int _nice;
    private int _cpuNumber;
    private ProcessPageFaults _pageFaults;
    private CredentialIds _userIds;

    // These two fit between the others. A nullable, or a set of fields, would make every snapshot eight bytes larger.
    private byte _absent;
    private byte _kernel;

    /// <summary>The fields that have a value.</summary>
    public ProcessFields Present { get; private set; }

    public string? Name
    {
        readonly get => Present.Wants(ProcessFields.Name) ? _name : null;
        set => Set(ProcessFields.Name, value is not null, ref _name, value);
    }

    public int? ParentPid
    {
        readonly get => Present.Wants(ProcessFields.ParentPid) ? _parentPid : null;
        set => Set(ProcessFields.ParentPid, value is not null, ref _parentPid, value.GetValueOrDefault());
    }

    public ProcessStatus? Status
    {
        readonly get => Present.Wants(ProcessFields.Status) ? _status : null;
        set => Set(ProcessFields.Status, value is not null, ref _status, value.GetValueOrDefault());
    }

    public DateTimeOffset? CreateTime
    {
        readonly get => Present.Wants(ProcessFields.CreateTime) ? _createTime : null;
        set => Set(ProcessFields.CreateTime, value is not null, ref _createTime, value.GetValueOrDefault());
    }

    public ProcessCpuTimes? CpuTimes
    {
        readonly get => Present.Wants(ProcessFields.CpuTimes) ? _cpuTimes : null;
        set => Set(ProcessFields.CpuTimes, value is not null, ref _cpuTimes, value.GetValueOrDefault());
    }

    public readonly ProcessMemory? Memory => Present.Wants(ProcessFields.Memory) ? _memory.Expand() : null;

    public int? ThreadCount
    {
        readonly get => Present.Wants(ProcessFields.ThreadCount) ? _threadCount : null;
        set => Set(ProcessFields.ThreadCount, value is not null, ref _threadCount, value.GetValueOrDefault());
    }

    public long? ApproximateRss
    {
        readonly get => Present.Wants(ProcessFields.ApproximateRss) ? _approximateRss : null;
        set => Set(ProcessFields.ApproximateRss, value is not null, ref _approximateRss, value.GetValueOrDefault());
    }

    public int? Nice
    {
        readonly get => Present.Wants(ProcessFields.Nice) ? _nice : null;
        set => Set(ProcessFields.Nice, value is not null, ref _nice, value.GetValueOrDefault());
    }

    public int? CpuNumber
    {
        readonly get => Present.Wants(ProcessFields.CpuNumber) ? _cpuNumber : null;
        set => Set(ProcessFields.CpuNumber, value is not null, ref _cpuNumber, value.GetValueOrDefault());
    }

    public ProcessPageFaults? PageFaults
    {
        readonly get => Present.Wants(ProcessFields.PageFaults) ? _pageFaults : null;
        set => Set(ProcessFields.PageFaults, value is not null, ref _pageFaults, value.GetValueOrDefault());
    }

    public IReadOnlyList<string>? CommandLine
    {
        readonly get => Present.Wants(ProcessFields.CommandLine) ? _commandLine : null;
        set => Set(ProcessFields.CommandLine, value is not null, ref _commandLine, value);
    }

    public string? ExecutablePath
    {
        readonly get => Present.Wants(ProcessFields.ExecutablePath) ? _executablePath : null;
        set => Set(ProcessFields.ExecutablePath, value is not null, ref _executablePath, value);
    }

    public string? UserName
    {
        readonly get => Present.Wants(ProcessFields.UserName) ? _userName : null;
        set => Set(ProcessFields.UserName, value is not null, ref _userName, value);
    }

    public CredentialIds? UserIds
    {
        readonly get => Present.Wants(ProcessFields.UserIds) ? _userIds : null;
        set => Set(ProcessFields.UserIds, value is not null, ref _userIds, value.GetValueOrDefault());
    }

    public ProcessMemoryFootprint? MemoryFootprint
    {
        readonly get => Present.Wants(ProcessFields.MemoryFootprint) ? _footprint : null;
        set => Set(ProcessFields.MemoryFootprint, value is not null, ref _footprint, value.GetValueOrDefault());
    }

    /// <summary>Belongs to <see cref="ProcessFields.Status"/>.</summary>
    public bool? IsKernelThread
    {
        readonly get => _kernel == 0 ? null : _kernel == 2;
        set =>
            _kernel = (byte)(
                value is not { } known ? 0
                : known ? 2
                : 1
            );
    }

    /// <summary>
    /// The requested fields that the process does not have; only those that can be null without a reason in
    /// <see cref="ProcessSnapshot.Unavailable"/>.
    /// </summary>
    public ProcessFields Absent
    {
        readonly get
        {
            ProcessFields absent = ProcessFields.None;
            int bit = 1;
            for (long rest = (long)ProcessSnapshot.Optional; rest != 0; rest &= rest - 1, bit <<= 1)
            {
                absent |= (_absent & bit) != 0 ? (ProcessFields)(rest & -rest) : ProcessFields.None;
            }

            return absent;
        }
        set
        {
            int absent = 0;
            int bit = 1;
            for (long rest = (long)ProcessSnapshot.Optional; rest != 0; rest &= rest - 1, bit <<= 1)
            {
                absent |= ((long)value & rest & -rest) != 0 ? bit : 0;
            }

            _absent = (byte)absent;
        }
    }

    /// <summary>Sets the memory. Returns false if it has values that cannot be stored here.</summary>
    public bool TrySetMemory(in ProcessMemory memory)
    {
        bool fits = CompactMemory.TryCreate(memory, out CompactMemory compact);
        Set(ProcessFields.Memory, fits, ref _memory, compact);
        return fits;
    }

    /// <summary>Removes the values of the given fields.</summary>
    public void Clear(ProcessFields fields) => Present &= ~fields;

    private void Set<T>(ProcessFields field, bool isPresent, ref T target, T value)
    {
        Present = isPresent ? Present | field : Present & ~field;
        target = value;
    }
}
