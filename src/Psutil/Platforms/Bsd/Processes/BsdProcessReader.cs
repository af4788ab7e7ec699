using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>
/// Reads one process: each source that the requested fields need, once, and the record of the process table last. Its start time proves
/// that everything read before was of the same process, because a reused PID never has an earlier start time.
/// </summary>
internal sealed class BsdProcessReader
{
    private readonly StringCache _names = new();
    private readonly BsdProcessSource _source;
    private readonly BsdCaptureRules _rules;
    private readonly UserNameCalls _userNames;

    public BsdProcessReader(BsdProcessSource source)
    {
        _source = source;
        _rules = new BsdCaptureRules(source);
        _userNames = new UserNameCalls(source.FindUserName);
    }

    public BsdCaptureScope CreateScope() => new(_source, _userNames);

    /// <summary>The start time of the process with a PID; null if there is none, or if it cannot be read.</summary>
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
        ProcessSnapshot snapshot = new(new ProcessIdentity(pid, null), fields);
        CaptureFailures failures = default;
        ReadSources(pid, fields & _source.SupportedFields & ~_source.RecordFields, snapshot, ref scope, ref failures);
        ReadResult result = _source.ReadOne(pid, ref scope.Record);
        if (result is { Failed: true, Error: Errno.ESRCH } or { Failed: false, Value: 0 })
        {
            return null;
        }

        if (result.Failed)
        {
            failures.Add(_source.RecordFields, "kern.proc", result);
        }
        else if (
            !_source.TryParse(scope.Record.Span[..result.Value], scope.BootMicroseconds, out ProcessRecord process, out string? malformed)
        )
        {
            failures.AddMalformed(_source.RecordFields, "kern.proc", malformed!);
        }
        else if (expectedStart is { } expected && expected != process.StartTime)
        {
            return null;
        }
        else
        {
            TakeRecord(process, fields, snapshot, ref scope, ref failures);
        }

        return snapshot.Complete(fields, _rules, failures);
    }

    /// <summary>The requested fields of a process whose record is from the table.</summary>
    public ProcessSnapshot? Capture(scoped ReadOnlySpan<byte> record, ProcessFields fields, scoped ref BsdCaptureScope scope)
    {
        bool parsed = _source.TryParse(record, scope.BootMicroseconds, out ProcessRecord process, out string? malformed);
        if (!parsed)
        {
            PsutilEventSource.Log.Malformed("sysctl(kern.proc)", malformed!);
            return null;
        }

        if (fields.Wants(_source.SupportedFields & ~_source.RecordFields))
        {
            return Capture(process.Pid, process.StartTime, fields, ref scope);
        }

        ProcessSnapshot snapshot = new(new ProcessIdentity(process.Pid, null), fields);
        CaptureFailures failures = default;
        TakeRecord(process, fields, snapshot, ref scope, ref failures);
        return snapshot.Complete(fields, _rules, failures);
    }

    private void ReadSources(
        int pid,
        ProcessFields fields,
        ProcessSnapshot snapshot,
        scoped ref BsdCaptureScope scope,
        ref CaptureFailures failures
    )
    {
        if (fields == ProcessFields.None)
        {
            return;
        }

        if (fields.Wants(ProcessFields.CommandLine))
        {
            snapshot.Common.CommandLine = _source.ReadCommandLine(pid, ref scope.Buffer, ref failures);
        }

        if (fields.Wants(ProcessFields.Environment))
        {
            snapshot.Set(ProcessFields.Environment, _source.ReadEnvironment(pid, ref scope.Buffer, ref failures));
        }

        if (fields.Wants(ProcessFields.ExecutablePath))
        {
            snapshot.Common.ExecutablePath = _source.ReadExecutablePath(pid, ref scope.Buffer, ref failures);
        }

        if (fields.Wants(ProcessFields.WorkingDirectory))
        {
            snapshot.Set(ProcessFields.WorkingDirectory, _source.ReadWorkingDirectory(pid, ref scope.Buffer, ref failures));
        }

        if (fields.Wants(ProcessFields.Threads))
        {
            snapshot.Set(ProcessFields.Threads, _source.ReadThreads(pid, ref scope.Buffer, ref failures));
        }

        if (fields.Wants(ProcessFields.OpenFiles))
        {
            snapshot.Set(ProcessFields.OpenFiles, _source.ReadOpenFiles(pid, ref scope.Buffer, ref failures));
        }

        if (fields.Wants(ProcessFields.FileDescriptorCount))
        {
            snapshot.Set(ProcessFields.FileDescriptorCount, _source.CountDescriptors(pid, ref scope.Buffer, ref failures));
        }

        if (fields.Wants(ProcessFields.MemoryMaps))
        {
            snapshot.Set(ProcessFields.MemoryMaps, _source.ReadMaps(pid, ref scope.Buffer, ref failures));
        }

        if (fields.Wants(ProcessFields.MemoryFootprint))
        {
            snapshot.Common.MemoryFootprint = _source.ReadFootprint(pid, ref failures);
        }

        if (fields.Wants(ProcessFields.CpuAffinity))
        {
            snapshot.Set(ProcessFields.CpuAffinity, _source.ReadAffinity(pid, ref failures));
        }

        if (fields.Wants(ProcessFields.ResourceLimits))
        {
            snapshot.Set(ProcessFields.ResourceLimits, _source.ReadLimits(pid, ref failures));
        }

        if (fields.Wants(ProcessFields.Connections))
        {
            snapshot.Set(ProcessFields.Connections, _source.ReadConnections(pid, ref scope.Buffer, ref failures));
        }

        _source.ReadRest(pid, fields, snapshot, ref failures);
    }

    /// <summary>
    /// Copies the values of the process's record. Values that a system keeps elsewhere were read before.
    /// </summary>
    private void TakeRecord(
        scoped ProcessRecord process,
        ProcessFields fields,
        ProcessSnapshot snapshot,
        scoped ref BsdCaptureScope scope,
        ref CaptureFailures failures
    )
    {
        snapshot.Identity = new ProcessIdentity(snapshot.Pid, process.StartTime);
        ref CommonFields common = ref snapshot.Common;

        // PID 0 is a process here (the kernel or the scheduler) and the parent of others. It has no parent, and reports itself as one.
        common.ParentPid = snapshot.Pid == 0 ? null : process.ParentPid;
        common.Status = process.Status;
        common.IsKernelThread = process.IsKernel;
        common.CreateTime = process.CreateTime;
        common.CpuTimes ??= process.CpuTimes;
        common.ThreadCount ??= process.ThreadCount;
        common.PageFaults ??= process.PageFaults;
        common.CpuNumber = process.CpuNumber;
        common.Nice = process.Nice;
        common.UserIds = process.UserIds;
        snapshot.Set(ProcessFields.GroupIds, process.GroupIds);
        snapshot.Set(ProcessFields.ProcessGroupId, process.ProcessGroupId);
        snapshot.Set(ProcessFields.SessionId, process.SessionId);
        if (process.IOCounters is { } operations)
        {
            snapshot.Set(ProcessFields.IOCounters, operations);
        }

        if (process.Memory is { } memory && fields.Wants(ProcessFields.Memory))
        {
            snapshot.SetMemory(memory);
        }

        if (process.ContextSwitches is { } switches)
        {
            snapshot.Set(ProcessFields.ContextSwitches, switches);
        }

        if (fields.Wants(ProcessFields.UserName))
        {
            common.UserName = scope.GetUserName(process.UserIds.Real);
        }

        if (fields.Wants(ProcessFields.Terminal) && process.Terminal is { } device)
        {
            snapshot.Set(ProcessFields.Terminal, FindTerminal(device, ref failures));
        }

        if (fields.Wants(ProcessFields.Name))
        {
            common.Name = ReadName(process, snapshot, ref scope);
        }
    }

    private string? FindTerminal(ulong device, ref CaptureFailures failures)
    {
        string? terminal = _source.FindTerminal(device);
        if (terminal is null)
        {
            failures.Add(ProcessFields.Terminal, UnavailableReason.NotSupported);
        }

        return terminal;
    }

    private string ReadName(scoped ProcessRecord process, ProcessSnapshot snapshot, scoped ref BsdCaptureScope scope)
    {
        if (process.Name.Length < _source.LongestName || process.Status == ProcessStatus.Zombie)
        {
            return _names.Get(process.Name);
        }

        // The path first: macOS reports it of other users' processes, too. That of a script is its interpreter's.
        CaptureFailures ignored = default;
        string? path = snapshot.Common.ExecutablePath ?? _source.ReadExecutablePath(process.Pid, ref scope.Buffer, ref ignored);
        ReadOnlySpan<byte> program = FileNameOf(path);
        if (!program.StartsWith(process.Name))
        {
            IReadOnlyList<string>? arguments = snapshot.Common.CommandLine
                ?? _source.ReadCommandLine(process.Pid, ref scope.Buffer, ref ignored);
            program = FileNameOf(arguments is [var first, ..] ? first : null);
        }

        return _names.Get(ProcessSnapshot.CompleteName(process.Name, program));
    }

    private static ReadOnlySpan<byte> FileNameOf(string? path) => path is null ? [] : OSText.GetBytes(path[(path.LastIndexOf('/') + 1)..]);
}
