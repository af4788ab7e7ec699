using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.Bsd.Parsing;
using Psutil.Platforms.OpenBsd.Interop;
using Psutil.Platforms.OpenBsd.Parsing;

namespace Psutil.Platforms.OpenBsd;

/// <summary>
/// Reads processes on OpenBSD: <c>kern.proc</c>, <c>kern.procargs</c> and <c>kern.file</c>. It reports neither the program's path nor those
/// of open files.
/// </summary>
internal sealed unsafe class OpenBsdProcessSource(BsdPageSize pageSize) : BsdProcessSource
{
    // Of growing, and of a process that is busy.
    private const int MostTries = 12 + BusyProcess.MostTries;

    private static readonly SysctlNode Table = new(
        "kern.proc.all",
        SysctlNumbers.CTL_KERN,
        ProcessNumbers.KERN_PROC,
        SysctlNumbers.KERN_PROC_ALL
    );
    private static readonly SysctlNode ByPid = new(
        "kern.proc.pid",
        SysctlNumbers.CTL_KERN,
        ProcessNumbers.KERN_PROC,
        SysctlNumbers.KERN_PROC_PID
    );
    private static readonly SysctlNode ThreadsByPid = new(
        "kern.proc.threads",
        SysctlNumbers.CTL_KERN,
        ProcessNumbers.KERN_PROC,
        SysctlNumbers.KERN_PROC_PID | ProcessNumbers.KERN_PROC_SHOW_THREADS
    );
    private static readonly SysctlNode Arguments = new("kern.procargs", SysctlNumbers.CTL_KERN, ProcessNumbers.KERN_PROC_ARGS);
    private static readonly SysctlNode WorkingDirectory = new("kern.proc_cwd", SysctlNumbers.CTL_KERN, ProcessNumbers.KERN_PROC_CWD);

    public override ProcessFields SupportedFields =>
        RecordFields
        | ProcessFields.ThreadCount
        | ProcessFields.CommandLine
        | ProcessFields.Environment
        | ProcessFields.WorkingDirectory
        | ProcessFields.Threads
        | ProcessFields.FileDescriptorCount
        | ProcessFields.Connections;

    public override ProcessFields RecordFields =>
        ProcessFields.Name
        | ProcessFields.ParentPid
        | ProcessFields.Status
        | ProcessFields.CreateTime
        | ProcessFields.CpuTimes
        | ProcessFields.Memory
        | ProcessFields.UserName
        | ProcessFields.UserIds
        | ProcessFields.GroupIds
        | ProcessFields.Terminal
        | ProcessFields.Nice
        | ProcessFields.IOCounters
        | ProcessFields.ContextSwitches
        | ProcessFields.ProcessGroupId
        | ProcessFields.SessionId
        | ProcessFields.PageFaults;

    // 23 in newer kernels, 16 in older ones (sys/sys/param.h, MAXCOMLEN): a longer name than that can still be whole.
    public override int LongestName => 16;

    public override ExitEvents Exits { get; } = new KernelExitEvents<KernelEvent>();

    public override SpawnRules Spawn => new(ProcessNumbers.POSIX_SPAWN_SETSIGDEF, NewSession: null, HasDirectory: false);

    public override IReadOnlyDictionary<string, int> Signals { get; } = BsdSignals.With(("SIGTHR", 32));

    // The size in every version since 7.0: the kernel rejects a request for more than it has.
    private static int RecordSize => Unsafe.SizeOf<KinfoProc>();

    public override long ReadBootMicroseconds() => OpenBsdMachine.BootTime.Get<TimeValue>().Microseconds;

    public override ReadResult ReadAll(ref RentedBuffer buffer, out int recordSize)
    {
        recordSize = RecordSize;
        ReadResult result = Table.ReadRecords(ref buffer, recordSize, 0, recordSize);
        return result.Failed ? result : AddSwapper(result.Value, ref buffer);
    }

    public override ReadResult ReadOne(int pid, ref RentedBuffer buffer) => ByPid.ReadRecords(ref buffer, RecordSize, pid, RecordSize);

    public override bool TryParse(ReadOnlySpan<byte> record, long bootMicroseconds, out ProcessRecord process, out string? malformed) =>
        ProcessTableParser.TryParse(record, bootMicroseconds, pageSize.Bytes, out process, out malformed);

    public override PsutilException ToException(ReadResult result) => Table.ToException(result);

    public override void ReadRest(int pid, ProcessFields fields, ProcessSnapshot snapshot, ref CaptureFailures failures)
    {
        if (fields.Wants(ProcessFields.ThreadCount))
        {
            RentedBuffer buffer = new(RecordSize * 8);
            snapshot.Common.ThreadCount = ReadThreads(pid, ProcessFields.ThreadCount, ref buffer, ref failures)?.Count;
            buffer.Dispose();
        }
    }

    public override IReadOnlyList<string>? ReadCommandLine(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) =>
        ReadStrings(pid, ProcessNumbers.KERN_PROC_ARGV, ProcessFields.CommandLine, ref buffer, ref failures) is { } strings
            ? ArgumentParser.Parse(strings)
            : null;

    public override IReadOnlyDictionary<string, string>? ReadEnvironment(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) =>
        ReadStrings(pid, ProcessNumbers.KERN_PROC_ENV, ProcessFields.Environment, ref buffer, ref failures) is { } strings
            ? EnvironmentParser.Parse(strings)
            : null;

    public override string? ReadWorkingDirectory(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) =>
        TryRead(WorkingDirectory, pid, ProcessFields.WorkingDirectory, ref buffer, ref failures, out ReadOnlySpan<byte> path)
            ? ToPath(NativeText.UpToNul(path))
            : null;

    public override IReadOnlyList<ProcessThreadInfo>? ReadThreads(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) =>
        ReadThreads(pid, ProcessFields.Threads, ref buffer, ref failures);

    public override int? CountDescriptors(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        ReadResult result = OpenBsdFiles.Read(pid, ref buffer);
        if (result.Failed)
        {
            failures.Add(ProcessFields.FileDescriptorCount, "kern.file", result);
            return null;
        }

        int count = 0;
        foreach (ref readonly KinfoFile file in MemoryMarshal.Cast<byte, KinfoFile>(buffer.Span[..result.Value]))
        {
            count += file.fd_fd >= 0 ? 1 : 0;
        }

        return count;
    }

    public override string? FindTerminal(ulong device)
    {
        ReadOnlySpan<byte> name = Interop.Libc.GetDeviceName((int)device);
        return name.IsEmpty || name[0] is (byte)'#' or (byte)'?' ? null : $"/dev/{OSText.GetString(name)}";
    }

    public override IReadOnlyList<NetworkConnection>? ReadConnections(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        ReadResult result = OpenBsdFiles.Read(pid, ref buffer);
        if (result.Failed)
        {
            failures.Add(ProcessFields.Connections, "kern.file", result);
            return null;
        }

        return OpenBsdFiles.ParseConnections(buffer.Span[..result.Value]);
    }

    private static List<ProcessThreadInfo>? ReadThreads(int pid, ProcessFields field, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        ReadResult result = ThreadsByPid.ReadRecords(ref buffer, RecordSize, pid, RecordSize);
        if (!TryTake(ThreadsByPid, result, field, ref buffer, ref failures, out ReadOnlySpan<byte> records))
        {
            return null;
        }

        List<ProcessThreadInfo> threads = [];
        for (; records.Length >= RecordSize; records = records[RecordSize..])
        {
            if (ProcessTableParser.TryParseThread(records[..RecordSize], out ProcessThreadInfo thread))
            {
                threads.Add(thread);
            }
        }

        threads.Sort(static (left, right) => left.Id.CompareTo(right.Id));
        return threads;
    }

    // The table leaves out kernel processes, although PID 0 can be read like any other process.
    private static ReadResult AddSwapper(int length, ref RentedBuffer buffer)
    {
        if (buffer.Span.Length < length + RecordSize)
        {
            buffer.Grow(length);
        }

        ReadResult swapper = ByPid.Read(buffer.Span.Slice(length, RecordSize), 0, RecordSize, 1);
        return ReadResult.Success(!swapper.Failed && swapper.Value == RecordSize ? length + RecordSize : length);
    }

    /// <summary>
    /// The strings of a process. The kernel writes pointers to our buffer into it, so the buffer must not move until they are resolved.
    /// </summary>
    private static byte[]? ReadStrings(int pid, int kind, ProcessFields field, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        ReadResult result = default;
        for (int attempt = 0; attempt < MostTries; attempt++)
        {
            fixed (byte* address = buffer.Span)
            {
                result = Arguments.Read(buffer.Span, pid, kind);
                if (!result.Failed)
                {
                    return PointerListParser.Parse(buffer.Span[..result.Value], (ulong)address);
                }
            }

            if (result.Error == Errno.EBUSY)
            {
                BusyProcess.Wait();
            }
            else if (result.Error == Errno.ENOMEM)
            {
                buffer.Grow(0);
            }
            else
            {
                break;
            }
        }

        failures.Add(field, Arguments.Name, result);
        return null;
    }
}
