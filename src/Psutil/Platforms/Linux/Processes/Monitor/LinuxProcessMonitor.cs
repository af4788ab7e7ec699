using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// The process table over time. <c>stat</c> and <c>statm</c> stay open: one <c>pread</c> instead of open, read and close, from a descriptor
/// that the kernel binds to one process (ESRCH once that has ended). A process whose bytes have not changed costs no parsing and no object.
/// </summary>
internal sealed class LinuxProcessMonitor : ProcessMonitor
{
    // Longer than the file can be: 7 numbers.
    private const int StatmRoom = 256;

    private readonly LinuxProcesses _processes;
    private readonly LinuxProcessReader _reader;
    private readonly FileTree _proc;
    private readonly KeptDescriptors _descriptors;
    private readonly List<int> _pids = [];

    // Whether stat and statm have all requested fields: only then do their bytes show whether anything has changed.
    private readonly bool _isCompared;
    private readonly bool _wantsStatm;

    private List<LinuxMonitoredRow> _rows = [];
    private List<LinuxMonitoredRow> _nextRows = [];
    private List<MonitoredProcess> _list = [];
    private bool _isDisposed;

    public LinuxProcessMonitor(
        LinuxProcesses processes,
        LinuxProcessReader reader,
        LinuxRoots roots,
        ProcessFields fields,
        TimeProvider clock,
        int? mostDescriptors = null
    )
        : base(fields, processes.Machine, clock)
    {
        // A copy of the files on a disk can be replaced under an open descriptor.
        _descriptors = new KeptDescriptors(roots.Proc.IsProcFileSystem() ? mostDescriptors ?? int.MaxValue : 0);
        _processes = processes;
        _reader = reader;
        _proc = roots.Proc;
        _wantsStatm = (Fields & ProcessFields.Memory) != 0;
        _isCompared = (Fields & ~(LinuxProcessReader.StatFields | ProcessFields.Memory)) == 0;
    }

    public override IReadOnlyList<MonitoredProcess> Processes => _list;

    /// <summary>How many descriptors are open now.</summary>
    internal int KeptDescriptorCount => _descriptors.Count;

    private protected override void Read(List<MonitoredProcess> started, List<MonitoredProcess> exited)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_descriptors.BeginRefresh())
        {
            GiveBack();
        }

        ReadPids();
        _nextRows.Clear();
        int old = 0;
        Span<byte> text = stackalloc byte[StatmRoom + ProcPidStat.Room];
        LinuxCaptureScope scope = _reader.CreateScope(_processes.CreateTextBudget(Fields));
        try
        {
            foreach (int pid in _pids)
            {
                for (; old < _rows.Count && _rows[old].Pid < pid; old++)
                {
                    End(_rows[old], exited);
                }

                LinuxMonitoredRow? row = null;
                if (old < _rows.Count && _rows[old].Pid == pid)
                {
                    row = _rows[old++];
                    if (!TryRefresh(row, text, ref scope))
                    {
                        End(row, exited);
                        row = null;
                    }
                }

                if ((row ?? Begin(pid, started, text, ref scope)) is { } present)
                {
                    _nextRows.Add(present);
                }
            }
        }
        finally
        {
            scope.Dispose();
        }

        for (; old < _rows.Count; old++)
        {
            End(_rows[old], exited);
        }

        (_rows, _nextRows) = (_nextRows, _rows);
        _nextRows.Clear();
        if (started.Count > 0 || exited.Count > 0)
        {
            _list = [.. _rows.Select(row => row.Process)];
        }

        // Keeps the finalizer from closing the descriptors during a read, if the caller has dropped the monitor.
        GC.KeepAlive(_descriptors);
    }

    private protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _isDisposed = true;
        _descriptors.Dispose();
        _rows = [];
        _nextRows = [];
        _list = [];
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
        ProcessSnapshot? snapshot;
        if (!_isCompared)
        {
            snapshot = _reader.Capture(pid, null, Fields, ref scope);
            return snapshot is null
                ? null
                : Add(new LinuxMonitoredRow(new MonitoredProcess(snapshot, readAt, MonitoredMachine), null, null));
        }

        int? statm = _wantsStatm ? Keep(pid, "statm"u8) : null;
        int? stat = Keep(pid, "stat"u8);
        ReadResult result = ReadTexts(pid, stat, statm, buffer, out int statmLength);
        if (result.Failed && TryGiveBackAfter(result.Error))
        {
            (stat, statm) = (null, null);
            result = ReadTexts(pid, null, null, buffer, out statmLength);
        }

        snapshot = result.Failed
            ? _reader.Capture(pid, null, Fields, ref scope)
            : _reader.Assemble(pid, null, Fields, buffer[..statmLength], buffer[statmLength..result.Value], ref scope);
        if (snapshot is null)
        {
            _descriptors.Close(stat);
            _descriptors.Close(statm);
            return null;
        }

        LinuxMonitoredRow row = new(new MonitoredProcess(snapshot, readAt, MonitoredMachine), stat, statm);
        row.Remember(buffer[..result.Value]);
        return Add(row);

        LinuxMonitoredRow Add(LinuxMonitoredRow row)
        {
            started.Add(row.Process);
            return row;
        }
    }

    /// <summary>Reads a known process again. False if it is gone.</summary>
    private bool TryRefresh(LinuxMonitoredRow row, scoped Span<byte> buffer, scoped ref LinuxCaptureScope scope)
    {
        TimeSpan readAt = Now;
        ProcessSnapshot? snapshot;
        ReadResult result = default;
        int statmLength = 0;
        if (_isCompared && !(result = ReadTexts(row, buffer, out statmLength)).Failed)
        {
            if (row.Said(buffer[..result.Value]))
            {
                row.Process.Confirm(readAt);
                return true;
            }

            snapshot = _reader.Assemble(
                row.Pid,
                row.Process.Identity.StartTime,
                Fields,
                buffer[..statmLength],
                buffer[statmLength..result.Value],
                ref scope
            );
            row.Remember(buffer[..result.Value]);
        }
        else
        {
            snapshot = result.Error == Errno.ESRCH ? null : _reader.Capture(row.Pid, row.Process.Identity.StartTime, Fields, ref scope);
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
