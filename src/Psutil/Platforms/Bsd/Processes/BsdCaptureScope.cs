namespace Psutil.Platforms.Bsd;

/// <summary>What one capture, of one process or of all, reads once and shares: buffers, the boot time, the users' names.</summary>
internal ref struct BsdCaptureScope(BsdProcessSource source, UserNameCalls userNames)
{
    private const int InitialSize = 4096;

    private readonly UserNameCalls _userNames = userNames;
    private Dictionary<uint, string>? _names;

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

    public void Dispose()
    {
        Record.Dispose();
        Buffer.Dispose();
    }
}
