using Psutil.Diagnostics;
using Psutil.Tool.Text;

namespace Psutil.AspNetCore.Sampling;

/// <summary>
/// Reads the process table once per sample, and tells what changed. Users and arguments are read when a process starts and then only now
/// and then, I/O only every few samples, so that a thousand processes cost little. Not thread-safe.
/// </summary>
internal sealed class ProcessSampler : IDisposable
{
    // The number of samples after which a process's user and arguments are read again.
    private const int CaptionRounds = 20;

    // The number of samples from one reading of all processes' I/O to the next.
    private const int IORounds = 3;

    private readonly Dictionary<ProcessIdentity, Caption> _captions = [];
    private readonly Dictionary<ProcessIdentity, (double? Read, double? Write)> _io = [];
    private Dictionary<ProcessIdentity, LiveProcess> _last = [];
    private readonly SharedMachine _machine;
    private readonly SharedProcessTable _table;
    private readonly bool _withIO;
    private readonly bool _withArguments;
    private ProcessMonitor? _ioMonitor;
    private int _round;
    private bool _isMeasured;

    /// <param name="machine">The machine.</param>
    /// <param name="withIO">Whether to measure the I/O of processes.</param>
    /// <param name="withArguments">Whether to read their arguments.</param>
    public ProcessSampler(SharedMachine machine, bool withIO, bool withArguments)
    {
        (_machine, _withIO, _withArguments) = (machine, withIO, withArguments);
        _table = machine.GetTable(ProcessFields.Basic);
        _table.Join();
    }

    /// <summary>Takes a sample.</summary>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public ProcessSample Take()
    {
        if (_withIO && _round % IORounds == 0)
        {
            ReadIO();
        }

        _round = (_round + 1) % (CaptionRounds * IORounds);
        return _table.Read(Compare) ?? new ProcessSample([], [], []);
    }

    public void Dispose()
    {
        _table.Leave();
        _ioMonitor?.Dispose();
    }

    private ProcessSample Compare(IReadOnlyList<MonitoredProcess> table)
    {
        List<LiveProcess> all = new(table.Count);
        List<LiveProcess> changed = [];
        Dictionary<ProcessIdentity, LiveProcess> current = new(table.Count);
        foreach (MonitoredProcess process in table)
        {
            LiveProcess row = RowOf(process);
            all.Add(row);
            current[row.Identity] = row;
            if (!_last.Remove(row.Identity, out LiveProcess before) || before != row)
            {
                changed.Add(row);
            }
        }

        // What is left of the last sample has ended.
        LiveProcess[] ended = [.. _last.Values];
        foreach (LiveProcess gone in ended)
        {
            _captions.Remove(gone.Identity);
        }

        _last = current;
        _isMeasured = true;
        return new ProcessSample(all, changed, ended);
    }

    private LiveProcess RowOf(MonitoredProcess process)
    {
        ProcessSnapshot snapshot = process.Snapshot;
        Caption caption = CaptionOf(process);
        (double? read, double? write) = _io.GetValueOrDefault(process.Identity);
        return new LiveProcess
        {
            Identity = process.Identity,
            CreateTime = caption.CreateTime,
            ParentPid = snapshot.ParentPid,
            Name = snapshot.Name,
            UserName = caption.UserName,
            Status = snapshot.Status,
            // At first it is of the time since somebody else read the table, which may be long ago.
            CpuPercent = _isMeasured && process.CpuPercent is { } percent ? Math.Round(percent, 1) : null,
            Rss = snapshot.Memory?.Rss,
            ThreadCount = snapshot.ThreadCount,
            ReadRate = read,
            WriteRate = write,
            Arguments = caption.Arguments,
        };
    }

    private void ReadIO()
    {
        _io.Clear();
        _ioMonitor ??= _machine.Processes.CreateMonitor(ProcessFields.IOCounters);
        _ioMonitor.Refresh();
        foreach (MonitoredProcess process in _ioMonitor.Processes)
        {
            if (process.IORates is { } rates)
            {
                _io[process.Identity] = (Rounded(rates.ReadBytesPerSecond), Rounded(rates.WriteBytesPerSecond));
            }
        }
    }

    private static double? Rounded(double? rate) => rate is { } known ? Math.Round(known) : null;

    private Caption CaptionOf(MonitoredProcess process)
    {
        // A program that executes another one changes its name.
        if (
            _captions.TryGetValue(process.Identity, out Caption? known)
            && known.Name == process.Snapshot.Name
            && process.Pid % CaptionRounds != _round % CaptionRounds
        )
        {
            return known;
        }

        ProcessFields fields = ProcessFields.UserName | (_withArguments ? ProcessFields.CommandLine : ProcessFields.None);
        ProcessSnapshot snapshot = _machine.Processes.FromIdentity(process.Identity).Capture(fields);
        bool isGone =
            snapshot.Unavailable.TryGetValue(ProcessFields.UserName, out Unavailability why) && why.Reason == UnavailableReason.Gone;
        if (isGone && known is not null)
        {
            return known;
        }

        IReadOnlyList<string>? arguments = snapshot.CommandLine is { } list ? ArgumentMask.Of(list) : null;
        if (known?.Arguments is { } before && arguments is not null && before.SequenceEqual(arguments, StringComparer.Ordinal))
        {
            arguments = before;
        }

        // By the clock at its first sight: a clock that is set must not give a process another time each second.
        DateTimeOffset? createTime = known?.CreateTime ?? process.Snapshot.CreateTime;
        return _captions[process.Identity] = new Caption(process.Snapshot.Name, createTime, snapshot.UserName, arguments);
    }

    private sealed record Caption(string? Name, DateTimeOffset? CreateTime, string? UserName, IReadOnlyList<string>? Arguments);
}
