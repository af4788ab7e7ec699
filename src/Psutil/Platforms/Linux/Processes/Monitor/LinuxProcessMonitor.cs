using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// The process table over time. <c>stat</c> and <c>statm</c> stay open: one <c>pread</c> instead of open, read and close, from a descriptor
/// that the kernel binds to one process (ESRCH once that has ended). A process whose bytes have not changed costs no parsing and no object.
/// </summary>
internal sealed partial class LinuxProcessMonitor : ProcessMonitor
{
    // Longer than the file can be: 7 numbers.
    private const int StatmRoom = 256;

    private readonly LinuxProcesses _processes;
    private readonly LinuxProcessReader _reader;
    private readonly LinuxProcessCaptures _captures;
    private readonly FileTree _proc;
    private readonly KeptDescriptors _descriptors;
    private readonly List<int> _pids = [];

    // Whether stat and statm have all requested fields: only then do their bytes show whether anything has changed.
    private readonly bool _isCompared;
    private readonly bool _wantsStatm;

    private readonly Lock _disposal = new();

    private List<LinuxMonitoredRow> _rows = [];
    private List<LinuxMonitoredRow> _nextRows = [];
    private List<MonitoredProcess> _list = [];
    private bool _isReading;
    private bool _isDisposed;

    public LinuxProcessMonitor(
        LinuxProcesses processes,
        LinuxProcessReader reader,
        LinuxProcessCaptures captures,
        LinuxRoots roots,
        ProcessFields fields,
        TimeProvider clock,
        MachineProcessTable table,
        int? mostDescriptors = null
    )
        : base(fields, processes.Machine, clock)
    {
        // A copy of the files on a disk can be replaced under an open descriptor.
        _descriptors = new KeptDescriptors(roots.Proc.IsProcFileSystem() ? mostDescriptors ?? int.MaxValue : 0);
        _processes = processes;
        _reader = reader;
        _captures = captures;
        _proc = roots.Proc;
        _wantsStatm = (TableFields & ProcessFields.Memory) != 0;
        _isCompared = (TableFields & ~MachineProcessTable.Fields) == 0;
        Table = table.IsFor(TableFields) ? table : null;
    }

    public override IReadOnlyList<MonitoredProcess> Processes => _list;

    /// <summary>How many descriptors are open now.</summary>
    internal int KeptDescriptorCount => _descriptors.Count;

    private protected override void Read(List<MonitoredProcess> started, List<MonitoredProcess> exited)
    {
        lock (_disposal)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _isReading = true;
        }

        try
        {
            _nextRows.Clear();
            if (TryReadTable(out ReadOnlySpan<BpfProcessRecord> records, out IReadOnlyList<int> unseen))
            {
                ReadRecords(records, unseen, started, exited);
            }
            else
            {
                ReadFiles(started, exited);
            }

            (_rows, _nextRows) = (_nextRows, _rows);
            _nextRows.Clear();
            if (started.Count > 0 || exited.Count > 0)
            {
                _list = [.. _rows.Select(row => row.Process)];
            }
        }
        finally
        {
            lock (_disposal)
            {
                _isReading = false;
                if (_isDisposed)
                {
                    Release();
                }
            }
        }

        // Keeps the finalizer from closing the descriptors during a read, if the caller has dropped the monitor.
        GC.KeepAlive(_descriptors);
    }

    private protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        lock (_disposal)
        {
            _isDisposed = true;

            // A refresh on another thread opens and reads descriptors: it gives them back itself when it ends.
            if (!_isReading)
            {
                Release();
            }
        }
    }

    private void Release()
    {
        _tableBuffer = null;
        _descriptors.Dispose();
        _rows = [];
        _nextRows = [];
        _list = [];
    }

    private void ReadFiles(List<MonitoredProcess> started, List<MonitoredProcess> exited)
    {
        if (_descriptors.BeginRefresh())
        {
            GiveBack();
        }

        ReadPids();
        if (_isCompared)
        {
            ReadCompared(started, exited);
        }
        else
        {
            ReadAnew(started, exited);
        }
    }

    /// <summary>Reads what the processes say, and parses only what has changed.</summary>
    private void ReadCompared(List<MonitoredProcess> started, List<MonitoredProcess> exited)
    {
        int old = 0;
        Span<byte> text = stackalloc byte[StatmRoom + ProcPidStat.Room];
        LinuxCaptureScope scope = _captures.CreateScope();
        try
        {
            foreach (int pid in _pids)
            {
                AddFiles(pid, FindRow(pid, ref old, exited), started, exited, text, ref scope);
            }

            EndRest(old, exited);
            if (_captures.CompleteNames(scope.LongNames) is { Count: > 0 } truncated)
            {
                ReadAgain([.. truncated]);
            }
        }
        finally
        {
            scope.Dispose();
        }
    }

    /// <summary>Reads all fields of all processes.</summary>
    private void ReadAnew(List<MonitoredProcess> started, List<MonitoredProcess> exited)
    {
        int old = 0;
        TimeSpan[] readAt = new TimeSpan[_pids.Count];
        ProcessSnapshot?[] snapshots = _captures.CaptureMany(_pids, TableFields, beforeEach: index => readAt[index] = Now);
        for (int index = 0; index < snapshots.Length; index++)
        {
            LinuxMonitoredRow? row = FindRow(_pids[index], ref old, exited);
            if (row is not null && !IsOf(row, snapshots[index]))
            {
                End(row, exited);
                row = null;
            }

            if (snapshots[index] is not { } snapshot)
            {
                continue;
            }

            if (row is null)
            {
                row = new LinuxMonitoredRow(new MonitoredProcess(snapshot, readAt[index], MonitoredMachine), null, null);
                started.Add(row.Process);
            }
            else
            {
                row.Process.Update(snapshot, readAt[index]);
            }

            _nextRows.Add(row);
        }

        EndRest(old, exited);
    }

    /// <summary>Whether a snapshot is of the process that has the row, rather than of one that has its PID now.</summary>
    private static bool IsOf(LinuxMonitoredRow row, ProcessSnapshot? snapshot) =>
        snapshot is not null
        && (row.Process.Identity.StartTime is not { } before || snapshot.Identity.StartTime is not { } now || before == now);

    /// <summary>The row of a PID; null if there is none. Those before it have ended.</summary>
    private LinuxMonitoredRow? FindRow(int pid, ref int old, List<MonitoredProcess> exited)
    {
        for (; old < _rows.Count && _rows[old].Pid < pid; old++)
        {
            End(_rows[old], exited);
        }

        return old < _rows.Count && _rows[old].Pid == pid ? _rows[old++] : null;
    }

    private void EndRest(int old, List<MonitoredProcess> exited)
    {
        for (; old < _rows.Count; old++)
        {
            End(_rows[old], exited);
        }
    }

    /// <summary>Has the next refresh read processes whose names are not complete, though they say the same as before.</summary>
    private void ReadAgain(HashSet<ProcessSnapshot> truncated)
    {
        foreach (LinuxMonitoredRow row in _nextRows)
        {
            if (truncated.Contains(row.Process.Snapshot))
            {
                row.Remember([]);
            }
        }
    }

    private void ReadPids()
    {
        try
        {
            _processes.ReadPids(_pids);
        }
        catch (SystemCallException exception) when (TryGiveBackAfter(exception.ErrorCode))
        {
            _processes.ReadPids(_pids);
        }
    }

    /// <summary>Closes all descriptors if a call failed because there was none left and we keep some; then it can be repeated.</summary>
    private bool TryGiveBackAfter(int? error)
    {
        if (error is not { } number || !Errno.IsExhausted(number))
        {
            return false;
        }

        KeptDescriptors.NoteExhaustion();
        bool hasAny = _descriptors.Count > 0;
        GiveBack();
        return hasAny;
    }

    private void GiveBack()
    {
        foreach (LinuxMonitoredRow row in _rows)
        {
            (row.StatDescriptor, row.StatmDescriptor) = (null, null);
        }

        foreach (LinuxMonitoredRow row in _nextRows)
        {
            (row.StatDescriptor, row.StatmDescriptor) = (null, null);
        }

        _descriptors.GiveBack();
    }

    private void End(LinuxMonitoredRow row, List<MonitoredProcess> exited)
    {
        _descriptors.Close(row.StatDescriptor);
        _descriptors.Close(row.StatmDescriptor);
        exited.Add(row.Process);
    }

    /// <summary>Reads a new process; null if it is already gone.</summary>
    private LinuxMonitoredRow? Begin(int pid, List<MonitoredProcess> started, scoped Span<byte> buffer, scoped ref LinuxCaptureScope scope)
    {
        TimeSpan readAt = Now;
        int? statm = _wantsStatm ? Keep(pid, "statm"u8) : null;
        int? stat = Keep(pid, "stat"u8);
        ReadResult result = ReadTexts(pid, stat, statm, buffer, out int statmLength);
        if (result.Failed && TryGiveBackAfter(result.Error))
        {
            (stat, statm) = (null, null);
            result = ReadTexts(pid, null, null, buffer, out statmLength);
        }

        ProcessSnapshot? snapshot = result.Failed
            ? _reader.Capture(pid, null, TableFields, ref scope)
            : _reader.Assemble(pid, null, TableFields, buffer[..statmLength], buffer[statmLength..result.Value], ref scope);
        if (snapshot is null)
        {
            _descriptors.Close(stat);
            _descriptors.Close(statm);
            return null;
        }

        LinuxMonitoredRow row = new(new MonitoredProcess(snapshot, readAt, MonitoredMachine), stat, statm);
        row.Remember(buffer[..result.Value]);
        started.Add(row.Process);
        return row;
    }

    /// <summary>Reads a known process again. False if it is gone.</summary>
    private bool TryRefresh(LinuxMonitoredRow row, scoped Span<byte> buffer, scoped ref LinuxCaptureScope scope)
    {
        TimeSpan readAt = Now;
        ProcessSnapshot? snapshot;
        ReadResult result = ReadTexts(row, buffer, out int statmLength);
        if (!result.Failed)
        {
            if (row.Said(buffer[..result.Value]))
            {
                row.Process.Confirm(readAt);
                return true;
            }

            snapshot = _reader.Assemble(
                row.Pid,
                row.Process.Identity.StartTime,
                TableFields,
                buffer[..statmLength],
                buffer[statmLength..result.Value],
                ref scope
            );
            row.Remember(buffer[..result.Value]);
        }
        else
        {
            snapshot =
                result.Error == Errno.ESRCH ? null : _reader.Capture(row.Pid, row.Process.Identity.StartTime, TableFields, ref scope);
        }

        if (snapshot is null)
        {
            return false;
        }

        row.Process.Update(snapshot, readAt);
        return true;
    }

    /// <summary>The texts of a known process, whose files are kept open if there is room for them by now.</summary>
    private ReadResult ReadTexts(LinuxMonitoredRow row, Span<byte> buffer, out int statmLength)
    {
        if (row is { StatDescriptor: null, StatmDescriptor: null } && _descriptors.HasRoom)
        {
            row.StatmDescriptor = _wantsStatm ? Keep(row.Pid, "statm"u8) : null;
            row.StatDescriptor = Keep(row.Pid, "stat"u8);
        }

        ReadResult result = ReadTexts(row.Pid, row.StatDescriptor, row.StatmDescriptor, buffer, out statmLength);
        return result.Failed && TryGiveBackAfter(result.Error) ? ReadTexts(row.Pid, null, null, buffer, out statmLength) : result;
    }

    /// <summary>
    /// Reads <c>statm</c> and then <c>stat</c> into the bytes after it. If the descriptors are of two processes that had the same PID, the
    /// first one's gives ESRCH. The value is the length of both.
    /// </summary>
    private ReadResult ReadTexts(int pid, int? stat, int? statm, Span<byte> buffer, out int statmLength)
    {
        statmLength = 0;
        if (_wantsStatm)
        {
            ReadResult first = ReadText(pid, statm, "statm"u8, buffer[..StatmRoom]);
            if (first.Failed)
            {
                return first;
            }

            statmLength = first.Value;
        }

        ReadResult second = ReadText(pid, stat, "stat"u8, buffer.Slice(statmLength, ProcPidStat.Room));
        return second.Failed ? second : ReadResult.Success(statmLength + second.Value);
    }

    private ReadResult ReadText(int pid, int? descriptor, ReadOnlySpan<byte> file, Span<byte> buffer)
    {
        if (descriptor is { } open)
        {
            return ReadResult.FromCall("pread", Libc.ReadAt(open, buffer, 0));
        }

        Span<byte> room = stackalloc byte[KernelPath.Room];
        return _proc.Read(KernelPath.OfProcess(pid, file, room), buffer);
    }

    /// <summary>A process's file, kept open; null if the limit is reached or the file cannot be opened.</summary>
    private int? Keep(int pid, ReadOnlySpan<byte> file)
    {
        if (!_descriptors.HasRoom)
        {
            return null;
        }

        Span<byte> room = stackalloc byte[KernelPath.Room];
        ReadResult opened = _proc.OpenRead(KernelPath.OfProcess(pid, file, room));
        if (opened.Failed)
        {
            return null;
        }

        return _descriptors.TryAdd(opened.Value) ? opened.Value : null;
    }
}
