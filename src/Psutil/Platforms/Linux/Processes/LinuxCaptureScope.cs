namespace Psutil.Platforms.Linux;

/// <summary>What one capture, of one process or of all, reads once and shares: a buffer, the boot time, the users' names.</summary>
internal ref struct LinuxCaptureScope(LinuxRoots roots, LinuxUserNames userNames, TextBudget? texts)
{
    /// <summary>Enough for every file of an ordinary process except its maps.</summary>
    public const int InitialSize = 4096;

    private readonly LinuxRoots _roots = roots;
    private readonly LinuxUserNames _userNames = userNames;
    private DateTimeOffset? _bootTime;
    private Dictionary<uint, string>? _passwd;

    /// <summary>The bytes of the last read. Each read overwrites them.</summary>
    public RentedBuffer Buffer = new(InitialSize);

    /// <summary>The limit that the texts of all processes share; null if only one process is read.</summary>
    public readonly TextBudget? Texts = texts;

    /// <summary>How many bytes the current process's command line and environment may still have together.</summary>
    public int TextLeft = ExecLimits.MostBytes;

    /// <summary>Whether to take the stamps of the files that are read.</summary>
    public bool WantsStamp;

    /// <summary>The stamp of the last file read, if it was requested.</summary>
    public ProcFileStamp? Stamp;

    /// <summary>When a process started, by the machine's current clock.</summary>
    public DateTimeOffset? ToWallClock(long ticksAfterBoot)
    {
        _bootTime ??= LinuxBootTime.GetForProcesses(_roots);
        return LinuxTime.AfterBoot(_bootTime.Value, ticksAfterBoot);
    }

    /// <summary>A user's name, or the number if the user database has no name for it, as in Python's psutil.</summary>
    public string GetUserName(uint id)
    {
        _passwd ??= _userNames.ReadPasswd();
        if (!_passwd.TryGetValue(id, out string? name))
        {
            name = _userNames.Ask(id) ?? id.ToString(CultureInfo.InvariantCulture);
            _passwd[id] = name;
        }

        return name;
    }

    public void Dispose() => Buffer.Dispose();
}
