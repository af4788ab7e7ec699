using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// The process table over time, where <c>stat</c> and <c>statm</c> stay open: one <c>pread</c> instead of open, read and close, of a
/// descriptor that the kernel binds to that very process (a dead one answers ESRCH). A process that says the very same bytes as before
/// costs no parsing and no object.
/// </summary>
internal sealed class LinuxProcessMonitor : ProcessMonitor
{
    // Longer than the file can be: 7 numbers.
    private const int StatmRoom = 256;

    private readonly LinuxProcesses _processes;
    private readonly LinuxProcessReader _reader;
    private readonly LinuxProcessCaptures _captures;
    private readonly FileTree _proc;
    private readonly KeptDescriptors _descriptors;
    private readonly List<int> _pids = [];

    // Whether stat and statm say all that is wanted: only then do their bytes show whether anything has changed.
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
        int? mostDescriptors = null
    )
        : base(fields, processes.Machine.Cpu, clock)
    {
        // A copy of the files on a disk can be replaced under an open descriptor.
        _descriptors = new KeptDescriptors(roots.Proc.IsProcFileSystem() ? mostDescriptors ?? KeptDescriptors.FairShare : 0);
        _processes = processes;
        _reader = reader;
        _captures = captures;
        _proc = roots.Proc;
        _wantsStatm = (Fields & ProcessFields.Memory) != 0;
        _isCompared = (Fields & ~(LinuxProcessReader.StatFields | ProcessFields.Memory)) == 0;
    }

    public override IReadOnlyList<MonitoredProcess> Processes => _list;

    /// <summary>How many descriptors are kept open now.</summary>
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
            _processes.ReadPids(_pids);
            _nextRows.Clear();
            if (_isCompared)
            {
                ReadCompared(started, exited);
            }
            else
            {
                ReadAnew(started, exited);
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

        // A monitor that was forgotten while it reads must not have its descriptors closed under it.
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
        _descriptors.Dispose();
        _rows = [];
        _nextRows = [];
        _list = [];
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
                LinuxMonitoredRow? row = FindRow(pid, ref old, exited);
                if (row is not null && !TryRefresh(row, text, ref scope))
                {
                    End(row, exited);
                    row = null;
                }

                if ((row ?? Begin(pid, started, text, ref scope)) is { } present)
                {
                    _nextRows.Add(present);
                }
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
        ProcessSnapshot?[] snapshots = _captures.CaptureMany(_pids, Fields, beforeEach: index => readAt[index] = Now);
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
                row = new LinuxMonitoredRow(new MonitoredProcess(snapshot, readAt[index]), null, null);
                started.Add(row.Process);
            }
            else
            {
                row.Process.Update(snapshot, readAt[index], CpuCount);
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

    private void End(LinuxMonitoredRow row, List<MonitoredProcess> exited)
    {
        _descriptors.Close(row.StatDescriptor);
        _descriptors.Close(row.StatmDescriptor);
        exited.Add(row.Process);
    }

    /// <summary>A process that was not there before; null if it is gone again.</summary>
    private LinuxMonitoredRow? Begin(int pid, List<MonitoredProcess> started, scoped Span<byte> buffer, scoped ref LinuxCaptureScope scope)
    {
        TimeSpan readAt = Now;
        int? statm = _wantsStatm ? Keep(pid, "statm"u8) : null;
        int? stat = Keep(pid, "stat"u8);
        ReadResult result = ReadTexts(pid, stat, statm, buffer, out int statmLength);
        ProcessSnapshot? snapshot = result.Failed
            ? _reader.Capture(pid, null, Fields, ref scope)
            : _reader.Assemble(pid, null, Fields, buffer[..statmLength], buffer[statmLength..result.Value], ref scope);
        if (snapshot is null)
        {
            _descriptors.Close(stat);
            _descriptors.Close(statm);
            return null;
        }

        LinuxMonitoredRow row = new(new MonitoredProcess(snapshot, readAt), stat, statm);
        row.Remember(buffer[..result.Value]);
        started.Add(row.Process);
        return row;
    }

    /// <summary>Reads a known process anew. False if it is gone.</summary>
    private bool TryRefresh(LinuxMonitoredRow row, scoped Span<byte> buffer, scoped ref LinuxCaptureScope scope)
    {
        TimeSpan readAt = Now;
        ProcessSnapshot? snapshot;
        ReadResult result = ReadTexts(row.Pid, row.StatDescriptor, row.StatmDescriptor, buffer, out int statmLength);
        if (!result.Failed)
        {
            if (row.Said(buffer[..result.Value]))
            {
                row.Process.Confirm(readAt, CpuCount);
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

        row.Process.Update(snapshot, readAt, CpuCount);
        return true;
    }

    /// <summary>
    /// <c>statm</c> and behind it <c>stat</c>, read last: where the descriptors are of two processes that had the PID one after the other,
    /// the first answers ESRCH. The value is the length of both.
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

    /// <summary>A process's file, kept open; null if there is no room for it, or it cannot be opened.</summary>
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

        _descriptors.Add(opened.Value);
        return opened.Value;
    }
}
