using System.Runtime.CompilerServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.Bsd.Parsing;
using Psutil.Platforms.FreeBsd.Interop;
using Psutil.Platforms.FreeBsd.Parsing;

namespace Psutil.Platforms.FreeBsd;

/// <summary>Reads processes on FreeBSD: <c>kern.proc</c> and the nodes below it.</summary>
internal sealed class FreeBsdProcessSource(BsdPageSize pageSize, FreeBsdConnections connections) : BsdProcessSource
{
    private const int DeviceNameRoom = 256;

    private static readonly SysctlNode Table = Node("kern.proc.proc", ProcessNumbers.KERN_PROC_PROC);
    private static readonly SysctlNode ByPid = Node("kern.proc.pid", SysctlNumbers.KERN_PROC_PID);
    private static readonly SysctlNode ThreadsByPid = Node(
        "kern.proc.pid_td",
        SysctlNumbers.KERN_PROC_PID | ProcessNumbers.KERN_PROC_INC_THREAD
    );
    private static readonly SysctlNode Arguments = Node("kern.proc.args", ProcessNumbers.KERN_PROC_ARGS);
    private static readonly SysctlNode Environment = Node("kern.proc.env", ProcessNumbers.KERN_PROC_ENV);
    private static readonly SysctlNode PathName = Node("kern.proc.pathname", ProcessNumbers.KERN_PROC_PATHNAME);
    private static readonly SysctlNode WorkingDirectory = Node("kern.proc.cwd", ProcessNumbers.KERN_PROC_CWD);
    private static readonly SysctlNode Files = Node("kern.proc.filedesc", ProcessNumbers.KERN_PROC_FILEDESC);
    private static readonly SysctlNode Map = Node("kern.proc.vmmap", ProcessNumbers.KERN_PROC_VMMAP);
    private static readonly SysctlNode LimitOf = Node("kern.proc.rlimit", ProcessNumbers.KERN_PROC_RLIMIT);

    public override ProcessFields SupportedFields =>
        RecordFields
        | ProcessFields.CommandLine
        | ProcessFields.Environment
        | ProcessFields.ExecutablePath
        | ProcessFields.WorkingDirectory
        | ProcessFields.Threads
        | ProcessFields.OpenFiles
        | ProcessFields.FileDescriptorCount
        | ProcessFields.Connections
        | ProcessFields.MemoryMaps
        | ProcessFields.CpuAffinity
        | ProcessFields.ResourceLimits;

    public override ProcessVisibility ReadVisibility() => FreeBsdVisibility.Read();

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
        | ProcessFields.PageFaults
        | ProcessFields.CpuNumber;

    public override int LongestName => 19;

    public override ExitEvents Exits { get; } = new KernelExitEvents<FreeBsdKernelEvent>();

    public override SpawnRules Spawn => new(ProcessNumbers.POSIX_SPAWN_SETSIGDEF, NewSession: null, HasDirectory: true);

    public override IReadOnlyDictionary<string, int> Signals { get; } = BsdSignals.With(("SIGTHR", 32), ("SIGLIBRT", 33));

    public override long ReadBootMicroseconds() => FreeBsdMachine.BootTime.Get<TimeValue>().Microseconds;

    public override ReadResult ReadAll(ref RentedBuffer buffer, out int recordSize)
    {
        ReadResult result = Table.ReadTable(ref buffer, 0);
        recordSize = result.Failed ? 0 : ProcessTableParser.RecordSize(buffer.Span[..result.Value]);
        return recordSize > 0 || result.Failed ? result : throw new MalformedDataException("sysctl(kern.proc.proc)", "ki_structsize");
    }

    public override ReadResult ReadOne(int pid, ref RentedBuffer buffer) => ByPid.ReadTable(ref buffer, pid);

    public override bool TryParse(ReadOnlySpan<byte> record, long bootMicroseconds, out ProcessRecord process, out string? malformed) =>
        ProcessTableParser.TryParse(record, bootMicroseconds, pageSize.Bytes, out process, out malformed);

    public override PsutilException ToException(ReadResult result) => Table.ToException(result);

    public override IReadOnlyList<string>? ReadCommandLine(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) =>
        TryRead(Arguments, pid, ProcessFields.CommandLine, ref buffer, ref failures, out ReadOnlySpan<byte> text)
            ? ArgumentParser.Parse(text)
            : null;

    public override IReadOnlyDictionary<string, string>? ReadEnvironment(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) =>
        TryRead(Environment, pid, ProcessFields.Environment, ref buffer, ref failures, out ReadOnlySpan<byte> text)
            ? EnvironmentParser.Parse(text)
            : null;

    public override string? ReadExecutablePath(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) =>
        TryRead(PathName, pid, ProcessFields.ExecutablePath, ref buffer, ref failures, out ReadOnlySpan<byte> path)
            ? ToPath(NativeText.UpToNul(path))
            : null;

    public override string? ReadWorkingDirectory(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) =>
        TryRead(WorkingDirectory, pid, ProcessFields.WorkingDirectory, ref buffer, ref failures, out ReadOnlySpan<byte> record)
        && OpenFileParser.TryReadNext(ref record, out int descriptor, out _, out ReadOnlySpan<byte> path)
        && descriptor == ProcessNumbers.KF_FD_TYPE_CWD
            ? ToPath(path)
            : null;

    public override IReadOnlyList<ProcessThreadInfo>? ReadThreads(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        if (!TryRead(ThreadsByPid, pid, ProcessFields.Threads, ref buffer, ref failures, out ReadOnlySpan<byte> records))
        {
            return null;
        }

        List<ProcessThreadInfo> threads = [];
        int size = ProcessTableParser.RecordSize(records);
        for (; size > 0 && records.Length >= size; records = records[size..])
        {
            if (ProcessTableParser.TryParseThread(records[..size], out ProcessThreadInfo thread))
            {
                threads.Add(thread);
            }
        }

        threads.Sort(static (left, right) => left.Id.CompareTo(right.Id));
        return threads;
    }

    public override IReadOnlyList<ProcessOpenFile>? ReadOpenFiles(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        if (!TryRead(Files, pid, ProcessFields.OpenFiles, ref buffer, ref failures, out ReadOnlySpan<byte> records))
        {
            return null;
        }

        List<ProcessOpenFile> files = [];
        while (OpenFileParser.TryReadNext(ref records, out int descriptor, out bool isRegularFile, out ReadOnlySpan<byte> path))
        {
            // The kernel has no path for a file that is no longer in its name cache.
            if (descriptor >= 0 && isRegularFile && !path.IsEmpty)
            {
                files.Add(new ProcessOpenFile { Path = OSText.GetString(path), FileDescriptor = descriptor });
            }
        }

        return files;
    }

    public override int? CountDescriptors(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        if (!TryRead(Files, pid, ProcessFields.FileDescriptorCount, ref buffer, ref failures, out ReadOnlySpan<byte> records))
        {
            return null;
        }

        int count = 0;
        while (OpenFileParser.TryReadNext(ref records, out int descriptor, out _, out _))
        {
            count += descriptor >= 0 ? 1 : 0;
        }

        return count;
    }

    public override IReadOnlyList<ProcessMemoryMap>? ReadMaps(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        if (!TryRead(Map, pid, ProcessFields.MemoryMaps, ref buffer, ref failures, out ReadOnlySpan<byte> records))
        {
            return null;
        }

        List<ProcessMemoryMap> maps = [];
        while (MemoryMapParser.TryReadNext(ref records, pageSize.Bytes, out ProcessMemoryMap? map))
        {
            maps.Add(map!);
        }

        return maps;
    }

    public override IReadOnlyList<int>? ReadAffinity(int pid, ref CaptureFailures failures)
    {
        Span<byte> mask = stackalloc byte[FreeBsdCpu.MaskSize()];
        mask.Clear();
        int result = Interop.Libc.GetAffinity(pid, mask);
        if (result < 0)
        {
            failures.Add(ProcessFields.CpuAffinity, null, ReadResult.Failure("cpuset_getaffinity", -result));
            return null;
        }

        List<int> cpus = [];
        for (int cpu = 0; cpu < mask.Length * 8; cpu++)
        {
            if ((mask[cpu / 8] & (1 << (cpu % 8))) != 0)
            {
                cpus.Add(cpu);
            }
        }

        return cpus;
    }

    public override int SetAffinity(int pid, IReadOnlyCollection<int> cpus)
    {
        Span<byte> mask = stackalloc byte[FreeBsdCpu.MaskSize()];
        mask.Clear();
        foreach (int cpu in cpus)
        {
            mask[cpu / 8] |= (byte)(1 << (cpu % 8));
        }

        return Interop.Libc.SetAffinity(pid, mask);
    }

    public override IReadOnlyDictionary<ResourceKind, ResourceLimit>? ReadLimits(int pid, ref CaptureFailures failures)
    {
        Dictionary<ResourceKind, ResourceLimit> limits = [];
        foreach ((ResourceKind kind, int resource) in FreeBsdResourceNumbers.All)
        {
            ReadResult result = LimitOf.Read(out ResourceLimits limit, pid, resource);
            if (result.Failed)
            {
                failures.Add(ProcessFields.ResourceLimits, LimitOf.Name, result);
                return null;
            }

            if (result.Value != Unsafe.SizeOf<ResourceLimits>())
            {
                failures.AddMalformed(ProcessFields.ResourceLimits, LimitOf.Name, "rlim_max");
                return null;
            }

            limits[kind] = new ResourceLimit(
                FreeBsdResourceNumbers.FromNative(limit.rlim_cur),
                FreeBsdResourceNumbers.FromNative(limit.rlim_max)
            );
        }

        return limits;
    }

    public override int SetLimit(int pid, ResourceKind kind, ResourceLimit limit)
    {
        int resource = FreeBsdResourceNumbers.Of(kind);
        return LimitOf.Set(
            new ResourceLimits
            {
                rlim_cur = FreeBsdResourceNumbers.ToNative(limit.Soft),
                rlim_max = FreeBsdResourceNumbers.ToNative(limit.Hard),
            },
            pid,
            resource
        );
    }

    public override string? FindTerminal(ulong device)
    {
        ReadOnlySpan<byte> name = Interop.Libc.GetDeviceName(device, stackalloc byte[DeviceNameRoom]);
        return name.IsEmpty || name[0] is (byte)'#' or (byte)'?' ? null : $"/dev/{OSText.GetString(name)}";
    }

    public override IReadOnlyList<NetworkConnection>? ReadConnections(int pid, ref RentedBuffer buffer, ref CaptureFailures failures)
    {
        try
        {
            ReadResult result = connections.ReadOfProcess(pid, out IReadOnlyList<NetworkConnection>? found);
            if (result.Failed)
            {
                failures.Add(ProcessFields.Connections, "kern.file", result);
            }

            return found;
        }
        catch (PsutilException exception)
        {
            failures.Add(ProcessFields.Connections, exception.ToUnavailability());
            return null;
        }
    }

    private static SysctlNode Node(string name, int number) => new(name, SysctlNumbers.CTL_KERN, ProcessNumbers.KERN_PROC, number);
}
