namespace Psutil.Platforms.Bsd;

/// <summary>What one capture, of one process or of all, reads once and shares: buffers, the boot time, the users' names.</summary>
internal ref struct BsdCaptureScope(BsdProcessSource source, UserNameCalls userNames)
{
    private const int InitialSize = 4096;

    private readonly BsdProcessSource _source = source;
    private readonly UserNameCalls _userNames = userNames;
    private Dictionary<uint, string>? _names;
    private ProcessGpuTable? _gpus;

    /// <summary>The last record read.</summary>
    public RentedBuffer Record = new(InitialSize);

    /// <summary>The bytes last read from any other source.</summary>
    public RentedBuffer Buffer = new(InitialSize);

    public long BootMicroseconds { get; } = source.ReadBootMicroseconds();

    /// <summary>The name of a user, or the number if there is no name, as in psutil.</summary>
    public string GetUserName(uint id)
    {
        _names ??= [];
        if (!_names.TryGetValue(id, out string? name))
        {
            name = _userNames.Ask(id) ?? id.ToString(CultureInfo.InvariantCulture);
            _names[id] = name;
        }

        return name;
    }

    /// <summary>What a process uses of GPUs; null, with the failure noted, if it is not known.</summary>
    public IReadOnlyList<ProcessGpuCounters>? ReadGpu(int pid, ref CaptureFailures failures) =>
        (_gpus ??= _source.ReadGpus())?.Find(pid, ref failures);

    public void Dispose()
    {
        Record.Dispose();
        Buffer.Dispose();
    }
}
