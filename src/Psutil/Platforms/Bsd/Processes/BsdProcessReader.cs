using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>
/// Reads one process: each source that the requested fields need, once, and the record of the process table last. The start time in it
/// proves that everything read before was of the same process, for a PID that has passed on never comes back to an old start time.
/// </summary>
internal sealed class BsdProcessReader
{
    private readonly StringCache _names = new();
    private readonly BsdProcessSource _source;
    private readonly UserNameCalls _userNames;

    public BsdProcessReader(BsdProcessSource source)
    {
        _source = source;
        _userNames = new UserNameCalls(source.FindUserName);
    }

    public BsdCaptureScope CreateScope() => new(_source, _userNames);

    /// <summary>The start of the process that has a PID now; null if there is none, or if nothing can be told of it.</summary>
    public long? ReadStartTime(int pid, out ReadResult result)
    {
        BsdCaptureScope scope = CreateScope();
        try
        {
            result = _source.ReadOne(pid, ref scope.Record);
            return
                !result.Failed
                && result.Value > 0
                && _source.TryParse(scope.Record.Span[..result.Value], scope.BootMicroseconds, out ProcessRecord process, out _)
                ? process.StartTime
                : null;
        }
        finally
        {
            scope.Dispose();
        }
    }

    /// <summary>
    /// The requested fields of one process; null if it is gone, or if it is not the one that started at the expected time.
    /// </summary>
    public ProcessSnapshot? Capture(int pid, long? expectedStart, ProcessFields fields, scoped ref BsdCaptureScope scope)
    {
        Sources sources = default;
        CaptureFailures failures = default;
        ReadSources(pid, fields & _source.SupportedFields & ~_source.RecordFields, ref scope, ref sources, ref failures);
        ReadResult result = _source.ReadOne(pid, ref scope.Record);
        if (result is { Failed: true, Error: Errno.ESRCH } or { Failed: false, Value: 0 })
        {
            return null;
        }

        if (!result.Failed)
        {
            return Build(scope.Record.Span[..result.Value], pid, expectedStart, fields, ref scope, sources, failures);
        }

        failures.Add(_source.RecordFields, "kern.proc", result);
        return Build([], pid, expectedStart, fields, ref scope, sources, failures);
    }

    /// <summary>The requested fields of a process whose record the table gave.</summary>
    public ProcessSnapshot? Capture(scoped ReadOnlySpan<byte> record, ProcessFields fields, scoped ref BsdCaptureScope scope)
    {
        bool parsed = _source.TryParse(record, scope.BootMicroseconds, out ProcessRecord process, out string? malformed);
        if (!parsed)
        {
            PsutilEventSource.Log.Malformed("sysctl(kern.proc)", malformed!);
            return null;
        }

        return (fields & _source.SupportedFields & ~_source.RecordFields) == 0
            ? Build(record, process.Pid, null, fields, ref scope, default, default)
            : Capture(process.Pid, process.StartTime, fields, ref scope);
    }

    private static bool Wants(ProcessFields fields, ProcessFields some) => (fields & some) != 0;

    private void ReadSources(
        int pid,
        ProcessFields fields,
        scoped ref BsdCaptureScope scope,
        ref Sources sources,
        ref CaptureFailures failures
    )
    {
        if (fields == 0)
        {
            return;
        }

        sources.CommandLine = Wants(fields, ProcessFields.CommandLine)
            ? _source.ReadCommandLine(pid, ref scope.Buffer, ref failures)
            : null;
        sources.Environment = Wants(fields, ProcessFields.Environment)
            ? _source.ReadEnvironment(pid, ref scope.Buffer, ref failures)
            : null;
        sources.ExecutablePath = Wants(fields, ProcessFields.ExecutablePath)
            ? _source.ReadExecutablePath(pid, ref scope.Buffer, ref failures)
            : null;
        sources.WorkingDirectory = Wants(fields, ProcessFields.WorkingDirectory)
            ? _source.ReadWorkingDirectory(pid, ref scope.Buffer, ref failures)
            : null;
        sources.Threads = Wants(fields, ProcessFields.Threads) ? _source.ReadThreads(pid, ref scope.Buffer, ref failures) : null;
        sources.OpenFiles = Wants(fields, ProcessFields.OpenFiles) ? _source.ReadOpenFiles(pid, ref scope.Buffer, ref failures) : null;
        sources.DescriptorCount = Wants(fields, ProcessFields.FileDescriptorCount)
            ? _source.CountDescriptors(pid, ref scope.Buffer, ref failures)
            : null;
        sources.Maps = Wants(fields, ProcessFields.MemoryMaps) ? _source.ReadMaps(pid, ref scope.Buffer, ref failures) : null;
        sources.MemoryDetails = Wants(fields, ProcessFields.MemoryDetails) ? _source.ReadMemoryDetails(pid, ref failures) : null;
        sources.Footprint = Wants(fields, ProcessFields.MemoryFootprint) ? _source.ReadFootprint(pid, ref failures) : null;
        sources.Affinity = Wants(fields, ProcessFields.CpuAffinity) ? _source.ReadAffinity(pid, ref failures) : null;
        sources.Limits = Wants(fields, ProcessFields.ResourceLimits) ? _source.ReadLimits(pid, ref failures) : null;
        sources.Connections = Wants(fields, ProcessFields.Connections)
            ? _source.ReadConnections(pid, ref scope.Buffer, ref failures)
            : null;
        ProcessRecord rest = default;
        _source.ReadRest(pid, fields, ref rest, ref failures);
        sources.CpuTimes = rest.CpuTimes;
        sources.Memory = rest.Memory;
        sources.ThreadCount = rest.ThreadCount;
        sources.ContextSwitches = rest.ContextSwitches;
        sources.PageFaults = rest.PageFaults;
    }

    private ProcessSnapshot? Build(
        scoped ReadOnlySpan<byte> record,
        int pid,
        long? expectedStart,
        ProcessFields fields,
        scoped ref BsdCaptureScope scope,
        Sources sources,
        CaptureFailures failures
    )
    {
        scoped ProcessRecord process = default;
        bool hasRecord = false;
        if (!record.IsEmpty)
        {
            hasRecord = _source.TryParse(record, scope.BootMicroseconds, out process, out string? malformed);
            if (!hasRecord)
            {
                failures.AddMalformed(_source.RecordFields, "kern.proc", malformed!);
            }
            else if (expectedStart is { } start && start != process.StartTime)
            {
                return null;
            }
        }

        bool isZombie = process.Status == ProcessStatus.Zombie;
        if (isZombie)
        {
            // What these tell of is gone, whatever the kernel answers.
            Blank(ref sources.CommandLine, ProcessFields.CommandLine, ref failures);
            Blank(ref sources.Environment, ProcessFields.Environment, ref failures);
            Blank(ref sources.Maps, ProcessFields.MemoryMaps, ref failures);
        }

        ProcessFields missing = fields & ProcessFields.All & ~_source.SupportedFields;
        if (missing != 0)
        {
            failures.Add(missing, UnavailableReason.NotSupported);
        }

        string? terminal = null;
        if (hasRecord && Wants(fields, ProcessFields.Terminal) && process.Terminal is { } device)
        {
            terminal = _source.FindTerminal(device);
            if (terminal is null)
            {
                failures.Add(ProcessFields.Terminal, UnavailableReason.NotSupported);
            }
        }

        CheckPart(process.Status is null, ProcessFields.Status, ref failures);
        CheckPart(process.CreateTime is null, ProcessFields.CreateTime, ref failures);
        CheckPart(process.CpuNumber is null && Supports(ProcessFields.CpuNumber), ProcessFields.CpuNumber, ref failures);

        return new ProcessSnapshot(new ProcessIdentity(pid, hasRecord ? process.StartTime : null))
        {
            Name =
                hasRecord && Wants(fields, ProcessFields.Name)
                    ? ReadName(pid, process.Name, isZombie, sources.CommandLine, ref scope)
                    : null,
            ParentPid = hasRecord && Wants(fields, ProcessFields.ParentPid) ? process.ParentPid : null,
            Status = Wants(fields, ProcessFields.Status) ? process.Status : null,
            CreateTime = Wants(fields, ProcessFields.CreateTime) ? process.CreateTime : null,
            CpuTimes = Wants(fields, ProcessFields.CpuTimes) ? process.CpuTimes ?? sources.CpuTimes : null,
            Memory = Wants(fields, ProcessFields.Memory) ? process.Memory ?? sources.Memory : null,
            ThreadCount = Wants(fields, ProcessFields.ThreadCount) ? process.ThreadCount ?? sources.ThreadCount : null,
            ContextSwitches = Wants(fields, ProcessFields.ContextSwitches) ? process.ContextSwitches ?? sources.ContextSwitches : null,
            PageFaults = Wants(fields, ProcessFields.PageFaults) ? process.PageFaults ?? sources.PageFaults : null,
            IOCounters = Wants(fields, ProcessFields.IOCounters) ? process.IOCounters : null,
            CpuNumber = Wants(fields, ProcessFields.CpuNumber) ? process.CpuNumber : null,
            Nice = hasRecord && Wants(fields, ProcessFields.Nice) ? process.Nice : null,
            UserIds = hasRecord && Wants(fields, ProcessFields.UserIds) ? process.UserIds : null,
            GroupIds = hasRecord && Wants(fields, ProcessFields.GroupIds) ? process.GroupIds : null,
            UserName = hasRecord && Wants(fields, ProcessFields.UserName) ? scope.GetUserName(process.UserIds.Real) : null,
            Terminal = terminal,
            CommandLine = sources.CommandLine,
            Environment = sources.Environment,
            ExecutablePath = sources.ExecutablePath,
            WorkingDirectory = sources.WorkingDirectory,
            Threads = sources.Threads,
            OpenFiles = sources.OpenFiles,
            FileDescriptorCount = sources.DescriptorCount,
            MemoryMaps = sources.Maps,
            MemoryDetails = sources.MemoryDetails,
            MemoryFootprint = sources.Footprint,
            CpuAffinity = sources.Affinity,
            ResourceLimits = sources.Limits,
            Connections = sources.Connections,
            Unavailable = BsdCaptureFailures.Classify(failures, _source, pid, fields, isZombie, process.IsKernel)
                ?? ProcessSnapshot.NothingUnavailable,
        };

        bool Supports(ProcessFields field) => Wants(_source.SupportedFields, field);

        void CheckPart(bool isMissing, ProcessFields field, ref CaptureFailures into)
        {
            if (hasRecord && isMissing && Wants(fields, field))
            {
                into.Add(field, UnavailableReason.NotSupported);
            }
        }
    }

    // A name that the kernel cut is completed from the command line.
    private string ReadName(
        int pid,
        scoped ReadOnlySpan<byte> kept,
        bool isZombie,
        IReadOnlyList<string>? commandLine,
        scoped ref BsdCaptureScope scope
    )
    {
        string name = _names.Get(kept);
        if (kept.Length < _source.LongestName || isZombie)
        {
            return name;
        }

        CaptureFailures ignored = default;
        commandLine ??= _source.ReadCommandLine(pid, ref scope.Buffer, ref ignored);
        string? program = commandLine is [var first, ..] ? first[(first.LastIndexOf('/') + 1)..] : null;
        return program?.StartsWith(name, StringComparison.Ordinal) == true ? program : name;
    }

    private static void Blank<T>(ref T? value, ProcessFields field, ref CaptureFailures failures)
        where T : class
    {
        if (value is not null)
        {
            value = null;
            failures.Add(field, UnavailableReason.Zombie);
        }
    }

    /// <summary>What the sources besides the table's record gave.</summary>
    private struct Sources
    {
        public IReadOnlyList<string>? CommandLine;
        public IReadOnlyDictionary<string, string>? Environment;
        public string? ExecutablePath;
        public string? WorkingDirectory;
        public IReadOnlyList<ProcessThreadInfo>? Threads;
        public IReadOnlyList<ProcessOpenFile>? OpenFiles;
        public int? DescriptorCount;
        public IReadOnlyList<ProcessMemoryMap>? Maps;
        public ProcessMemoryDetails? MemoryDetails;
        public ProcessMemoryFootprint? Footprint;
        public IReadOnlyList<int>? Affinity;
        public IReadOnlyDictionary<ResourceKind, ResourceLimit>? Limits;
        public IReadOnlyList<NetworkConnection>? Connections;
        public ProcessCpuTimes? CpuTimes;
        public ProcessMemory? Memory;
        public int? ThreadCount;
        public ProcessContextSwitches? ContextSwitches;
        public ProcessPageFaults? PageFaults;
    }
}
