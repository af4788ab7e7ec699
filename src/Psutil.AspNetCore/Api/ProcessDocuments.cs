using Psutil.AspNetCore.Sampling;
using Psutil.Tool.Listing;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.AspNetCore.Api;

/// <summary>The documents about processes, in the shape of the command's <c>ps --json</c> and <c>info --json</c>.</summary>
internal sealed class ProcessDocuments : IDisposable
{
    // What the system shows only to a process's own user and to administrators. This server may run as one: its clients need not.
    private const ProcessFields OwnersOnly =
        ProcessFields.ExecutablePath
        | ProcessFields.WorkingDirectory
        | ProcessFields.Environment
        | ProcessFields.IOCounters
        | ProcessFields.FileDescriptorCount
        | ProcessFields.MemoryFootprint
        | ProcessFields.MemoryMaps
        | ProcessFields.OpenFiles
        | ProcessFields.Connections;

    // A client can ask for as many processes as there are. They are read one at a time, with a pause after each, and so many are kept.
    private const int KeptDetails = 64;
    private const int MostWaiting = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private static readonly ProcessField[] Listed =
    [
        ProcessFieldTable.ParentPid,
        ProcessFieldTable.Name,
        ProcessFieldTable.CommandLine,
        ProcessFieldTable.Status,
        ProcessFieldTable.UserName,
        ProcessFieldTable.CreateTime,
        ProcessFieldTable.CpuPercent,
        ProcessFieldTable.CpuTimes,
        ProcessFieldTable.Memory,
        ProcessFieldTable.MemoryPercent,
        ProcessFieldTable.ThreadCount,
    ];

    private readonly Machine _machine;
    private readonly PsutilEndpointOptions _options;

    // Nothing waits for it by a handle, so there is nothing to dispose.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<(int Pid, bool IsTrusted), Latest<byte[]?>> _details = [];
    private ProcessMonitor? _monitor;
    private int _waiting;

    public ProcessDocuments(Machine machine, PsutilEndpointOptions options)
    {
        _machine = machine;
        _options = options;
        All = new(machine.TimeProvider, options.Interval, ReadAll);
    }

    /// <summary>All processes.</summary>
    public Latest<byte[]> All { get; }

    /// <summary>Everything about one process; null if there is none.</summary>
    /// <param name="pid">Its PID.</param>
    /// <param name="isTrusted">Whether the client may see what the system shows only to a process's own user.</param>
    public Task<byte[]?> GetAsync(int pid, bool isTrusted)
    {
        lock (_lock)
        {
            (int, bool) key = (pid, isTrusted);
            if (!_details.TryGetValue(key, out Latest<byte[]?>? details))
            {
                if (_details.Count == KeptDetails)
                {
                    _details.RemoveAt(0);
                }

                details = new(_machine.TimeProvider, _options.Interval, () => ReadInTurnAsync(pid, isTrusted));
                _details.Add(key, details);
            }

            return details.GetAsync();
        }
    }

    /// <summary>The fields of a list of processes, with what is not to be shown left out or masked.</summary>
    public ProcessField[] ListFields() => [.. Listed.Where(IsShown).Select(Mask)];

    public void Dispose() => _monitor?.Dispose();

    private byte[] ReadAll()
    {
        ProcessField[] fields = ListFields();
        // A monitor, for the CPU use since the request before.
        _monitor ??= _machine.Processes.CreateMonitor(ProcessFieldTable.SourcesOf(fields));
        _monitor.Refresh();
        long? total = TotalMemory();
        return JsonBytes.OfDocument(writer =>
        {
            writer.StartArray("processes");
            foreach (MonitoredProcess process in _monitor.Processes)
            {
                writer.StartObject();
                ProcessReport.Write(writer, new ProcessRow(process.Snapshot, process.CpuPercent, total), fields);
                writer.EndObject();
            }

            writer.EndArray();
        });
    }

    private async Task<byte[]?> ReadInTurnAsync(int pid, bool isTrusted)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting)
            {
                throw new TimeoutException("Too many processes are asked for.");
            }

            await _turn.WaitAsync().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        try
        {
            return await Task.Run(() => Read(pid, isTrusted)).ConfigureAwait(false);
        }
        finally
        {
            _ = ReleaseLaterAsync();
        }
    }

    // By the real time: it is this process's own that is spared.
    private async Task ReleaseLaterAsync()
    {
        await Task.Delay(Pause).ConfigureAwait(false);
        _turn.Release();
    }

    private byte[]? Read(int pid, bool isTrusted)
    {
        if (!_machine.Processes.TryGet(pid, out OSProcess? process))
        {
            return null;
        }

        ProcessField[] fields =
        [
            .. ProcessFieldTable.All.Where(field => IsShown(field) && (isTrusted || (field.Sources & OwnersOnly) == 0)).Select(Mask),
        ];
        ProcessSnapshot snapshot = process.Capture(ProcessFieldTable.SourcesOf(fields));
        bool isGone = snapshot.Unavailable.TryGetValue(ProcessFields.Name, out Unavailability why) && why.Reason == UnavailableReason.Gone;
        return isGone
            ? null
            : JsonBytes.OfDocument(writer => ProcessReport.Write(writer, new ProcessRow(snapshot, null, TotalMemory()), fields));
    }

    private bool IsShown(ProcessField field) =>
        (field != ProcessFieldTable.CommandLine || _options.ShowArguments)
        && (field != ProcessFieldTable.Environment || _options.ShowEnvironment);

    private static ProcessField Mask(ProcessField field) =>
        field == ProcessFieldTable.CommandLine
            ? Masked(field, (writer, row) => writer.TextList(row.Snapshot.CommandLine is { } arguments ? ArgumentMask.Of(arguments) : null))
        : field == ProcessFieldTable.Environment
            ? Masked(field, (writer, row) =>
                ProcessReport.WriteEnvironment(writer, row.Snapshot.Environment is { } environment ? VariableMask.Of(environment) : null)
            )
        : field;

    private static ProcessField Masked(ProcessField field, Action<ReportWriter, ProcessRow> write) =>
        new()
        {
            Name = field.Name,
            Sources = field.Sources,
            Write = write,
        };

    private long? TotalMemory()
    {
        try
        {
            return _machine.Memory.GetVirtual().Total;
        }
        catch (PsutilException)
        {
            return null;
        }
    }
}
