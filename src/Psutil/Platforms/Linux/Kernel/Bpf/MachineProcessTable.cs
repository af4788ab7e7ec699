using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// The kernel's process table of one machine, which its monitors and captures share: loaded in the background, because that takes tens of
/// milliseconds, and given up if it fails.
/// </summary>
internal sealed class MachineProcessTable(LinuxRoots roots, MachineOptions options) : IDisposable
{
    /// <summary>The fields that the table has.</summary>
    public const ProcessFields Fields = LinuxProcessReader.StatFields | ProcessFields.Memory;

    private const int MostFailures = 3;
    private const string Source = "BPF process table";
    private const string FilesSource = "BPF file holders";

    // What is not found by then is searched for in /proc, in the time that is left.
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(5);

    private readonly Lock _firstLoad = new();
    private readonly Lock _lock = new();
    private Lazy<string?>? _foreseen;
    private bool _isTried;
    private BpfProcessTable? _table;
    private string? _refusal;
    private int _failures;
    private bool _isDisposed;
    private bool _areFilesTried;
    private BpfFileHolders? _files;
    private string? _filesRefusal;

    /// <summary>Whether the next reading is from the table.</summary>
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

    /// <summary>Why the holders of sockets are not found by a program, although the table is loaded; null if they are.</summary>
    public BpfRefusal? SocketsRefusal
    {
        get
        {
            lock (_lock)
            {
                return _table?.SocketsRefusal;
            }
        }
    }

    /// <summary>Whether the holders of files are found by programs.</summary>
    public bool AreFilesLoaded
    {
        get
        {
            lock (_lock)
            {
                return _files is not null;
            }
        }
    }

    /// <summary>Why they are not, although it was tried; null if they are.</summary>
    public string? FilesRefusal
    {
        get
        {
            lock (_lock)
            {
                return _filesRefusal;
            }
        }
    }

    /// <summary>Whether it may be read for these fields.</summary>
    public bool IsFor(ProcessFields fields) => options.AllowBpf && (fields & ~Fields) == 0;

    /// <summary>
    /// Why the table is not used; null if it is, or will be once there are enough processes. Asks without loading anything, and only once.
    /// </summary>
    public string? FindRefusal()
    {
        if (!options.AllowBpf)
        {
            return "It is not allowed: MachineOptions.AllowBpf is false, or the environment variable PSUTIL_BPF is 0.";
        }

        Lazy<string?> foreseen;
        lock (_lock)
        {
            if (_isTried || _refusal is not null)
            {
                return _refusal;
            }

            // Not made with this object, which each machine has: a program that never comes here is trimmed of all this.
            foreseen = _foreseen ??= new(() => Guard(() => FindRefusal(roots) ?? BpfProcessTable.FindMissing(roots.Sys)?.ToString()));
        }

        return foreseen.Value;
    }

    /// <summary>Reads the table. False if <c>/proc</c> must be read; does not wait for the table to be loaded.</summary>
    /// <param name="processCount">The number of processes at the caller's last reading; 0 at the first.</param>
    /// <param name="buffer">The caller's memory; made when it is needed.</param>
    /// <param name="records">The records; valid until the next call with this memory.</param>
    /// <param name="unseen">The processes that the table does not have, in the order of PIDs.</param>
    public bool TryRead(
        int processCount,
        ref BpfTableBuffer? buffer,
        out ReadOnlySpan<BpfProcessRecord> records,
        out IReadOnlyList<int> unseen
    )
    {
        records = default;
        unseen = [];
        if (FindOrLoad(processCount) is not { } table)
        {
            return false;
        }

        string? failure = BpfRights.FindRefusalNow(roots.Proc)?.ToString();
        if (failure is null)
        {
            try
            {
                ReadResult result = table.Read(buffer ??= table.CreateBuffer(processCount), out records);
                failure =
                    result.Failed ? BpfRefusal.FromCall(in result).ToString()
                    // Any reader has a process: itself.
                    : BpfTableRecords.Find(records, Environment.ProcessId) < 0 ? "It does not have this process."
                    : null;
            }
            catch (ObjectDisposedException)
            {
                // Another thread has disposed the machine, or given the table up.
                return false;
            }
        }

        if (failure is null)
        {
            Volatile.Write(ref _failures, 0);
            unseen = table.Unseen;
            return true;
        }

        records = default;
        NoteFailure(table, failure);
        return false;
    }

    /// <summary>
    /// Finds the holders of all sockets. False, and no holder, if <c>/proc</c> must be read; does not wait for the program to be loaded.
    /// </summary>
    /// <param name="processCount">The number of processes at the last such reading; 0 at the first.</param>
    /// <param name="owners">Receives the holders.</param>
    public bool TryScanSockets(int processCount, SocketOwners owners)
    {
        if (!options.AllowBpf || FindOrLoad(processCount) is not { Sockets: { } sockets } table)
        {
            return false;
        }

        string? failure = BpfRights.FindRefusalNow(roots.Proc, out ProcThreadRights rights)?.ToString();
        if (failure is null)
        {
            if (!rights.CanInspectAll)
            {
                return false;
            }

            try
            {
                ReadResult result = sockets.Scan(roots.Proc, table.Unseen, owners);
                if (!result.Failed)
                {
                    return true;
                }

                failure = BpfRefusal.FromCall(in result).ToString();
            }
            catch (ObjectDisposedException)
            {
                // Another thread has disposed the machine, or given the table up.
                return false;
            }
        }

        NoteFailure(table, failure);
        return false;
    }

    /// <summary>
    /// Finds the processes that may hold a file. Null if <c>/proc</c> must be searched; does not wait for the programs to be loaded.
    /// </summary>
    /// <param name="processCount">The number of processes at the last such search; 0 at the first.</param>
    /// <param name="search">The file.</param>
    /// <param name="limit">The time limit of the caller's search, of which at most half is used.</param>
    /// <returns>The PIDs in ascending order.</returns>
    public IReadOnlyCollection<int>? TryFindHolders(int processCount, BpfFileSearch search, TimeLimit limit)
    {
        if (!options.AllowBpf || FindOrLoad(processCount) is not { } table || FindOrLoadFiles(table) is not { } files)
        {
            return null;
        }

        string? failure = BpfRights.FindRefusalNow(roots.Proc, out ProcThreadRights rights)?.ToString();
        if (failure is null)
        {
            if (!rights.CanInspectAll)
            {
                return null;
            }

            TimeSpan timeout = limit.Left / 2 is { } half && half < LongestSearch ? half : LongestSearch;
            try
            {
                if (!files.TryFind(search, timeout, out ReadResult result))
                {
                    PsutilEventSource.Log.SourceSkipped(FilesSource, "Another search has not ended, or this one did not in time.");
                    return null;
                }

                if (!result.Failed)
                {
                    search.Pids?.UnionWith(table.Unseen);
                    return search.Pids;
                }

                // The table of processes is none the worse for it.
                GiveUpFiles(files, BpfRefusal.FromCall(in result).ToString());
            }
            catch (ObjectDisposedException)
            {
                // Another thread has disposed the machine, or given the table up.
            }

            return null;
        }

        NoteFailure(table, failure);
        return null;
    }

    /// <summary>Unloads the table, at once or as soon as it has been loaded.</summary>
    public void Dispose()
    {
        BpfProcessTable? table;
        BpfFileHolders? files;
        lock (_lock)
        {
            _isDisposed = true;
            (table, _table) = (_table, null);
            (files, _files) = (_files, null);
        }

        table?.Dispose();
        files?.Dispose();
    }

    private BpfProcessTable? FindOrLoad(int processCount)
    {
        if (options.LeastProcessesForBpf == 0)
        {
            lock (_firstLoad)
            {
                if (TryBegin(processCount))
                {
                    Load();
                }
            }
        }
        else if (TryBegin(processCount))
        {
            _ = Task.Run(Load);
        }

        lock (_lock)
        {
            return _table;
        }
    }

    private bool TryBegin(int processCount)
    {
        lock (_lock)
        {
            bool begins = !_isTried && !_isDisposed && processCount >= options.LeastProcessesForBpf;
            _isTried |= begins;
            return begins;
        }
    }

    private void Load()
    {
        BpfProcessTable? table = null;
        string? refusal = Guard(() =>
        {
            if (FindRefusal(roots) is { } reason)
            {
                return reason;
            }

            _ = BpfProcessTable.TryOpen(roots, out table, out BpfRefusal? refused);
            return refused?.ToString();
        });
        string? socketsRefusal = table?.SocketsRefusal?.ToString();
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
        if (socketsRefusal is not null)
        {
            PsutilEventSource.Log.SourceSkipped("BPF socket holders", socketsRefusal);
        }

        if (refusal is not null)
        {
            PsutilEventSource.Log.SourceSkipped(Source, refusal);
        }
    }

    private BpfFileHolders? FindOrLoadFiles(BpfProcessTable table)
    {
        bool begins;
        lock (_lock)
        {
            begins = !_areFilesTried && !_isDisposed;
            _areFilesTried = true;
        }

        if (begins && options.LeastProcessesForBpf == 0)
        {
            LoadFiles(table);
        }
        else if (begins)
        {
            _ = Task.Run(() => LoadFiles(table));
        }

        lock (_lock)
        {
            return _files;
        }
    }

    private void LoadFiles(BpfProcessTable table)
    {
        BpfFileHolders? files = null;
        string? refusal = Guard(() =>
        {
            _ = table.TryLoadFiles(roots.Sys, out files, out BpfRefusal? refused);
            return refused?.ToString();
        });
        lock (_lock)
        {
            _filesRefusal = refusal;
            if (_table == table)
            {
                _files = files;
                files = null;
            }
        }

        files?.Dispose();
        if (refusal is not null)
        {
            PsutilEventSource.Log.SourceSkipped(FilesSource, refusal);
        }
    }

    private void GiveUpFiles(BpfFileHolders files, string reason)
    {
        PsutilEventSource.Log.SourceSkipped(FilesSource, reason);
        lock (_lock)
        {
            _filesRefusal = reason;
            _files = null;
        }

        files.Dispose();
    }

    private void NoteFailure(BpfProcessTable table, string reason)
    {
        PsutilEventSource.Log.SourceSkipped(Source, reason);
        if (Interlocked.Increment(ref _failures) < MostFailures)
        {
            return;
        }

        BpfFileHolders? files;
        lock (_lock)
        {
            _table = null;
            _refusal = reason;
            (files, _files) = (_files, null);
        }

        table.Dispose();
        files?.Dispose();
    }

    private static string? FindRefusal(LinuxRoots roots) =>
        LinuxVisibility.Read(roots.Proc) != ProcessVisibility.All
            ? "/proc hides processes from this one."
            : BpfRights.FindRefusal(roots)?.ToString();

    // The machine can be disposed meanwhile, memory can be short, or an offset too large for an instruction.
    private static string? Guard(Func<string?> find)
    {
        try
        {
            return find();
        }
        catch (Exception exception)
            when (exception is ObjectDisposedException or OutOfMemoryException or OverflowException or PsutilException)
        {
            return exception.Message;
        }
    }
}
