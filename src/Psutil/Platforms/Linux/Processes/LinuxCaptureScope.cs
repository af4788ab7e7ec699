using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>What one capture, of one process or of all, reads once and shares: a buffer, the boot time, the users' names.</summary>
internal ref struct LinuxCaptureScope(
    LinuxRoots roots,
    LinuxUserNames userNames,
    LinuxWaitAccounting waitAccounting,
    TextBudget? texts,
    WaitMode mode
)
{
    /// <summary>Enough for every file of an ordinary process except its maps.</summary>
    public const int InitialSize = 4096;

    private readonly LinuxRoots _roots = roots;
    private readonly LinuxUserNames _userNames = userNames;
    private readonly LinuxWaitAccounting _waitAccounting = waitAccounting;
    private DateTimeOffset? _bootTime;
    private bool? _countsIOWait;
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

    /// <summary>Who is shown where the reads are, if they are watched.</summary>
    public ReadWatch? Watch;

    /// <summary>The processes whose names the kernel truncated, to be completed later; null if there are none.</summary>
    public List<ProcessSnapshot>? LongNames;

    private readonly WaitMode _mode = mode;

    /// <summary>Whether nobody waits for these reads any more: what they give must not reach what others share.</summary>
    public readonly bool IsGivenUp => Watch is { IsGivenUp: true };

    /// <summary>Whether the completion of names is put off.</summary>
    public readonly bool CompletesNamesLater => _mode == WaitMode.Later;

    /// <summary>Begins a read that can wait; to be followed by <see cref="EndWait"/>. False if it may not be made.</summary>
    public readonly bool TryBeginWait(WaitKind kind) => _mode == WaitMode.Allowed || (Watch?.TryEnter(kind) ?? false);

    /// <summary>The same for a source of some fields, for which the reason is noted if it may not be read.</summary>
    public readonly bool TryBeginWait(WaitKind kind, int pid, string file, ProcessFields fields, ref CaptureFailures failures)
    {
        if (TryBeginWait(kind))
        {
            return true;
        }

        // No call failed: one was left behind, or never made. But who asks why wants to know which.
        string path = Path.Join(_roots.Proc.Path, pid.ToString(CultureInfo.InvariantCulture), file);
        SystemCallError error = new()
        {
            SystemCall = $"read({path})",
            ErrorCode = Errno.ETIMEDOUT,
            Description = Errno.Describe(Errno.ETIMEDOUT),
        };
        failures.Add(fields, new Unavailability { Reason = UnavailableReason.TimedOut, Error = error });
        return false;
    }

    /// <summary>A read that can wait has returned.</summary>
    public readonly void EndWait() => Watch?.Leave();

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

    /// <summary>Whether the kernel counts how long processes wait for block I/O.</summary>
    public bool CountsIOWait() => _countsIOWait ??= !_waitAccounting.IsOff;

    public void Dispose() => Buffer.Dispose();
}
