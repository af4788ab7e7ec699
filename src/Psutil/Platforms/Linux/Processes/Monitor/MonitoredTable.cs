using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// The kernel's table of one monitor: loaded in the background, because that takes tens of milliseconds, and given up if it fails.
/// </summary>
/// <param name="roots">The machine.</param>
/// <param name="leastProcesses">
/// With fewer processes, loading takes more time than the table saves. With 0, the first read loads it and waits: for tests.
/// </param>
internal sealed class MonitoredTable(LinuxRoots roots, int leastProcesses) : IDisposable
{
    private const int MostFailures = 3;
    private const string Source = "BPF process table";

    private readonly Lock _lock = new();
    private Task? _loading;
    private BpfProcessTable? _table;
    private string? _refusal;
    private int _failures;
    private bool _isDisposed;

    /// <summary>Whether the next refresh reads the table.</summary>
    public bool IsLoaded
    {
        get
        {
            lock (_lock)
            {
                return _table is not null;
            }
        }
    }

    /// <summary>Why the table is not used, and will not be; null if that is not known.</summary>
    public string? Refusal
    {
        get
        {
            lock (_lock)
            {
                return _refusal;
            }
        }
    }

    /// <summary>The processes that the table does not have, in the order of PIDs.</summary>
    public IReadOnlyList<int> Unseen => _table?.Unseen ?? [];

    /// <summary>Reads the table. False if <c>/proc</c> must be read; does not wait for the table to be loaded.</summary>
    /// <param name="processCount">The number of processes at the last refresh; 0 at the first.</param>
    /// <param name="records">The records; valid until the next call.</param>
    public bool TryRead(int processCount, out ReadOnlySpan<BpfProcessRecord> records)
    {
        records = default;
        if (leastProcesses == 0 && _loading is null)
        {
            _loading = Task.CompletedTask;
            Load();
        }

        BpfProcessTable? table;
        lock (_lock)
        {
            table = _table;
            if (table is null && _loading is null && !_isDisposed && processCount >= leastProcesses)
            {
                _loading = Task.Run(Load);
            }
        }

        if (table is null)
        {
            return false;
        }

        // This process may have lost its rights, or /proc may hide processes by now: then the table must not show them.
        Span<byte> buffer = stackalloc byte[ProcPidStat.Room];
        ReadResult result = roots.Proc.Read("1/stat\0"u8, buffer);
        if (!result.Failed)
        {
            result = table.Read(out records);
        }

        // Any reader has a process: itself.
        if (!result.Failed && BpfTableRecords.Find(records, Environment.ProcessId) >= 0)
        {
            _failures = 0;
            return true;
        }

        records = default;
        string reason = result.Failed ? BpfRefusal.FromCall(in result).ToString() : "It does not have this process.";
        PsutilEventSource.Log.SourceSkipped(Source, reason);
        if (++_failures == MostFailures)
        {
            lock (_lock)
            {
                _table = null;
                _refusal = reason;
            }

            table.Dispose();
        }

        return false;
    }

    /// <summary>Unloads the table, at once or as soon as it has been loaded. Not to be called during a read.</summary>
    public void Dispose()
    {
        BpfProcessTable? table;
        lock (_lock)
        {
            _isDisposed = true;
            (table, _table) = (_table, null);
        }

        table?.Dispose();
    }

    private void Load()
    {
        BpfProcessTable? table = null;
        string? refusal;
        try
        {
            if (LinuxVisibility.Read(roots.Proc) != ProcessVisibility.All)
            {
                refusal = "/proc hides processes from this one.";
            }
            else
            {
                _ = BpfProcessTable.TryOpen(roots, out table, out BpfRefusal? refused);
                refusal = refused?.ToString();
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or OutOfMemoryException or OverflowException)
        {
            // The machine was disposed meanwhile, memory is short, or an offset does not fit into an instruction.
            refusal = exception.Message;
        }

        lock (_lock)
        {
            _refusal = refusal;
            if (!_isDisposed)
            {
                _table = table;
                table = null;
            }
        }

        table?.Dispose();
        if (refusal is not null)
        {
            PsutilEventSource.Log.SourceSkipped(Source, refusal);
        }
    }
}
