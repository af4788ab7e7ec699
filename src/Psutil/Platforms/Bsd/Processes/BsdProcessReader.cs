using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>
/// Reads one process: each source that the requested fields need, once, and the record of the process table last. Its start time proves
/// that everything read before was of the same process, because a reused PID never has an earlier start time.
/// </summary>
internal sealed class BsdProcessReader
{
    // What the kernel does not report of a process that ends, where it does not report its start.
    private const ProcessFields UsageFields =
        ProcessFields.CreateTime
        | ProcessFields.CpuTimes
        | ProcessFields.Memory
        | ProcessFields.ContextSwitches
        | ProcessFields.PageFaults
        | ProcessFields.IOCounters;

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

    /// <summary>What the process table has under a PID.</summary>
    public ProcessPresence Look(int pid)
    {
        BsdCaptureScope scope = CreateScope();
        try
        {
            ReadResult result = ReadRecord(pid, ref scope);
            if (
                !result.Failed
                && result.Value > 0
                && _source.TryParse(scope.Record.Span[..result.Value], scope.BootMicroseconds, out ProcessRecord process, out _)
            )
            {
                return new ProcessPresence(IsThere: true, process.StartTime, process.Status == ProcessStatus.Zombie, IsHidden: false);
            }

            return new ProcessPresence { IsHidden = result is { Failed: true, Error: Errno.EPERM or Errno.EACCES } };
        }
        finally
        {
            scope.Dispose();
        }
    }

    /// <summary>
    /// The requested fields of one process; null if it is gone, or if the PID belongs to another one.
    /// </summary>
    public ProcessSnapshot? Capture(ProcessIdentity expected, ProcessFields fields, scoped ref BsdCaptureScope scope)
    {
        int pid = expected.Pid;
        ProcessSnapshot snapshot = new(expected, fields);
        CaptureFailures failures = default;
        ReadSources(pid, fields & _source.SupportedFields & ~_source.RecordFields, snapshot, ref scope, ref failures);
        ReadResult result = ReadRecord(pid, ref scope);
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
        else if (!expected.IsSameAs(new ProcessIdentity(pid, process.StartTime)))
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

        ProcessIdentity identity = new(process.Pid, process.StartTime);
        if (IsBusy(process))
        {
            ProcessPresence now = Look(process.Pid);
            identity = new ProcessIdentity(process.Pid, now.StartTime);
        }

        if (fields.Wants(_source.SupportedFields & ~_source.RecordFields) || identity.StartTime != process.StartTime)
        {
            return Capture(identity, fields, ref scope);
        }

        ProcessSnapshot snapshot = new(identity, fields);
        CaptureFailures failures = default;
        TakeRecord(process, fields, snapshot, ref scope, ref failures);
        return snapshot.Complete(fields, _rules, failures);
    }

    /// <summary>
    /// The record of one process. NetBSD leaves out the start and the usage of a process while it runs a new program, which is over in a
    /// moment.
    /// </summary>
    private ReadResult ReadRecord(int pid, scoped ref BsdCaptureScope scope)
    {
        ReadResult result = _source.ReadOne(pid, ref scope.Record);
        for (int attempt = 0; attempt < BusyProcess.MostTries && IsBusy(result, ref scope); attempt++)
        {
            BusyProcess.Wait();
            result = _source.ReadOne(pid, ref scope.Record);
        }

        return result;
    }

    private bool IsBusy(ReadResult result, scoped ref BsdCaptureScope scope) =>
        !result.Failed
        && result.Value > 0
        && _source.TryParse(scope.Record.Span[..result.Value], scope.BootMicroseconds, out ProcessRecord process, out _)
        && IsBusy(process);

    private static bool IsBusy(scoped in ProcessRecord process) => process.StartTime is null && process.Status != ProcessStatus.Zombie;

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

        if (fields.Wants(ProcessFields.Gpu))
        {
            snapshot.Set(ProcessFields.Gpu, scope.ReadGpu(pid, ref failures));
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
        if (process.StartTime is { } start)
        {
            snapshot.Identity = new ProcessIdentity(snapshot.Pid, start);
        }
        else if (process.Status == ProcessStatus.Zombie)
        {
            failures.Add(UsageFields, UnavailableReason.Zombie);
        }
        else
        {
            failures.Add(UsageFields, "kern.proc", ReadResult.Failure("sysctl", Errno.EBUSY));
        }

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
