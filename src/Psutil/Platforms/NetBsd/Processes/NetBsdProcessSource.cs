using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.Bsd.Parsing;
using Psutil.Platforms.NetBsd.Interop;
using Psutil.Platforms.NetBsd.Parsing;

namespace Psutil.Platforms.NetBsd;

/// <summary>
/// Reads processes on NetBSD: <c>kern.proc2</c>, <c>kern.proc_args</c>, <c>kern.lwp</c> and <c>kern.file2</c>. It reports no paths of open
/// files.
/// </summary>
internal sealed class NetBsdProcessSource(BsdPageSize pageSize) : BsdProcessSource
{
    private static readonly SysctlNode Table = new(
        "kern.proc2.all",
        SysctlNumbers.CTL_KERN,
        ProcessNumbers.KERN_PROC2,
        SysctlNumbers.KERN_PROC_ALL
    );
    private static readonly SysctlNode ByPid = new(
        "kern.proc2.pid",
        SysctlNumbers.CTL_KERN,
        ProcessNumbers.KERN_PROC2,
        SysctlNumbers.KERN_PROC_PID
    );
    private static readonly SysctlNode Arguments = new("kern.proc_args", SysctlNumbers.CTL_KERN, ProcessNumbers.KERN_PROC_ARGS);
    private static readonly SysctlNode Threads = new("kern.lwp", SysctlNumbers.CTL_KERN, ProcessNumbers.KERN_LWP);

    private readonly NetBsdTerminals _terminals = new();

    public override ProcessFields SupportedFields =>
        RecordFields
        | ProcessFields.CommandLine
        | ProcessFields.Environment
        | ProcessFields.ExecutablePath
        | ProcessFields.WorkingDirectory
        | ProcessFields.Threads
        | ProcessFields.FileDescriptorCount
        | ProcessFields.Connections;

    public override ProcessVisibility ReadVisibility() => NetBsdVisibility.Read();

    public override ProcessFields RecordFields =>
        ProcessFields.Name
        | ProcessFields.ParentPid
        | ProcessFields.Status
        | ProcessFields.CreateTime
        | ProcessFields.CpuTimes
        | ProcessFields.Memory
        | ProcessFields.ThreadCount
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

    public override int LongestName => 15;

    public override ExitEvents Exits { get; } = new KernelExitEvents<NetBsdKernelEvent>();

    public override SpawnRules Spawn => new(ProcessNumbers.POSIX_SPAWN_SETSIGDEF, NewSession: null, HasDirectory: false);

    public override IReadOnlyDictionary<string, int> Signals { get; } = BsdSignals.With(("SIGPWR", 32));

    private static int RecordSize => Unsafe.SizeOf<KinfoProc2>();

    // Start times do not depend on the boot time.
    public override long ReadBootMicroseconds() => 0;

    public override ReadResult ReadAll(ref RentedBuffer buffer, out int recordSize)
    {
        recordSize = RecordSize;
        return Table.ReadRecords(ref buffer, recordSize, 0, recordSize);
    }

    public override ReadResult ReadOne(int pid, ref RentedBuffer buffer) => ByPid.ReadRecords(ref buffer, RecordSize, pid, RecordSize);

    public override bool TryParse(ReadOnlySpan<byte> record, long bootMicroseconds, out ProcessRecord process, out string? malformed) =>
        ProcessTableParser.TryParse(record, pageSize.Bytes, out process, out malformed);

    public override PsutilException ToException(ReadResult result) => Table.ToException(result);

    public override IReadOnlyList<string>? ReadCommandLine(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) =>
        TryRead(pid, ProcessNumbers.KERN_PROC_ARGV, ProcessFields.CommandLine, ref buffer, ref failures, out ReadOnlySpan<byte> text)
            ? ArgumentParser.Parse(text)
            : null;

    public override IReadOnlyDictionary<string, string>? ReadEnvironment(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) =>
        TryRead(pid, ProcessNumbers.KERN_PROC_ENV, ProcessFields.Environment, ref buffer, ref failures, out ReadOnlySpan<byte> text)
            ? EnvironmentParser.Parse(text)
            : null;

    public override string? ReadExecutablePath(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) =>
        TryRead(pid, ProcessNumbers.KERN_PROC_PATHNAME, ProcessFields.ExecutablePath, ref buffer, ref failures, out ReadOnlySpan<byte> path)
            ? ToPath(NativeText.UpToNul(path))
            : null;

    public override string? ReadWorkingDirectory(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) =>
        TryRead(pid, ProcessNumbers.KERN_PROC_CWD, ProcessFields.WorkingDirectory, ref buffer, ref failures, out ReadOnlySpan<byte> path)
            ? ToPath(NativeText.UpToNul(path))
            : null;

    public override IReadOnlyList<ProcessThreadInfo>? ReadThreads(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        ReadResult result = Threads.ReadRecords(ref buffer, Unsafe.SizeOf<KinfoLwp>(), pid, Unsafe.SizeOf<KinfoLwp>());
        if (!TryTake(Threads, result, ProcessFields.Threads, ref buffer, ref failures, out ReadOnlySpan<byte> records))
        {
            return null;
        }

        List<ProcessThreadInfo> threads = [];
        foreach (ref readonly KinfoLwp record in MemoryMarshal.Cast<byte, KinfoLwp>(records))
        {
            if (ProcessTableParser.TryParseThread(record, out ProcessThreadInfo thread))
            {
                threads.Add(thread);
            }
        }

        threads.Sort(static (left, right) => left.Id.CompareTo(right.Id));
        return threads;
    }

    public override int? CountDescriptors(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        ReadResult result = NetBsdConnections.CountFiles(pid, ref buffer, out int count);
        if (result.Failed)
        {
            failures.Add(ProcessFields.FileDescriptorCount, "kern.file2", result);
            return null;
        }

        return count;
    }

    public override string? FindTerminal(ulong device) => _terminals.Find(device);

    public override string? FindUserName(uint id) => Interop.Libc.GetUserName(id);

    public override IReadOnlyList<NetworkConnection>? ReadConnections(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        try
        {
            ReadResult result = NetBsdConnections.ReadOfProcess(pid, out IReadOnlyList<NetworkConnection>? found);
            if (result.Failed)
            {
                failures.Add(ProcessFields.Connections, "kern.file2", result);
            }

            return found;
        }
        catch (PsutilException exception)
        {
            failures.Add(ProcessFields.Connections, exception.ToUnavailability());
            return null;
        }
    }

    private static bool TryRead(
        int pid,
        int kind,
        ProcessFields field,
        ref RentedBuffer buffer,
        ref CaptureFailures failures,
        out ReadOnlySpan<byte> bytes
    )
    {
        ReadResult result = Arguments.ReadTable(ref buffer, pid, kind);

        // Another reader has locked the process, or it is executing a new program: temporary.
        for (int attempt = 0; attempt < BusyProcess.MostTries && result is { Failed: true, Error: Errno.EBUSY }; attempt++)
        {
            BusyProcess.Wait();
            result = Arguments.ReadTable(ref buffer, pid, kind);
        }

        return TryTake(Arguments, result, field, ref buffer, ref failures, out bytes);
    }
}
