namespace Psutil.Platforms.Linux;

/// <summary>What one capture, of one process or of all, reads once and shares: a buffer, the boot time, the users' names.</summary>
internal ref struct LinuxCaptureScope(LinuxRoots roots, LinuxUserNames userNames, TextBudget? texts)
{
    /// <summary>Enough for every file of a common process that is no map.</summary>
    public const int InitialSize = 4096;

    private readonly LinuxRoots _roots = roots;
    private readonly LinuxUserNames _userNames = userNames;
    private DateTimeOffset? _bootTime;
    private Dictionary<uint, string>? _passwd;

    /// <summary>The bytes read last. Each read overwrites them.</summary>
    public RentedBuffer Buffer = new(InitialSize);

    /// <summary>What the texts of all processes share; null where only one process is read.</summary>
    public readonly TextBudget? Texts = texts;

    /// <summary>How many bytes the command line and the environment of the present process may still have together.</summary>
    public int TextLeft = ExecLimits.MostBytes;

    /// <summary>Whether the files that are read now shall be stamped.</summary>
    public bool WantsStamp;

    /// <summary>The stamp of the file that was read last, if it was wanted.</summary>
    public ProcFileStamp? Stamp;

    /// <summary>When a process started, by the machine's present clock.</summary>
    public DateTimeOffset? ToWallClock(long ticksAfterBoot)
    {
        _bootTime ??= LinuxBootTime.GetForProcesses(_roots);
        return LinuxTime.AfterBoot(_bootTime.Value, ticksAfterBoot);
    }

    /// <summary>A user's name; the number where nobody knows a name, as psutil gives it.</summary>
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
