namespace Psutil.Platforms.Bsd;

/// <summary>
/// Reads processes on one of the BSDs or macOS: the table, and one source of one process at a time. A failure is noted, and the value is
/// null. Only fields in <see cref="SupportedFields"/> are requested.
/// </summary>
internal abstract class BsdProcessSource
{
    /// <summary>The fields that this system supports.</summary>
    public abstract ProcessFields SupportedFields { get; }

    /// <summary>Which processes the kernel shows to a caller who is not root.</summary>
    public virtual ProcessVisibility ReadVisibility() => ProcessVisibility.All;

    /// <summary>The supported fields that the records of the process table have.</summary>
    public abstract ProcessFields RecordFields { get; }

    /// <summary>The longest name that the kernel keeps, in bytes: a name of this length may have been cut.</summary>
    public abstract int LongestName { get; }

    /// <summary>Waits for the end of processes.</summary>
    public abstract ExitEvents Exits { get; }

    /// <summary>What the system's <c>posix_spawn</c> has.</summary>
    public abstract SpawnRules Spawn { get; }

    /// <summary>The signals that only this system has.</summary>
    public abstract IReadOnlyDictionary<string, int> Signals { get; }

    /// <summary>When the machine started, in microseconds since 1970.</summary>
    public abstract long ReadBootMicroseconds();

    /// <summary>Reads the records of all processes. Returns their length in bytes.</summary>
    public abstract ReadResult ReadAll(ref RentedBuffer buffer, out int recordSize);

    /// <summary>Reads the record of one process. Returns a length of 0, or ESRCH, if there is none.</summary>
    public abstract ReadResult ReadOne(int pid, ref RentedBuffer buffer);

    /// <summary>Parses a record. Returns the name of the malformed field if it fails.</summary>
    public abstract bool TryParse(ReadOnlySpan<byte> record, long bootMicroseconds, out ProcessRecord process, out string? malformed);

    /// <summary>The exception if the table could not be read.</summary>
    public abstract PsutilException ToException(ReadResult result);

    /// <summary>Whether an error means missing rights.</summary>
    public virtual bool IsDenial(ProcessFields fields, int error) => error is Interop.Errno.EPERM or Interop.Errno.EACCES;

    /// <summary>Reads fields that most systems have in the record, but this one elsewhere.</summary>
    public virtual void ReadRest(int pid, ProcessFields fields, ProcessSnapshot snapshot, ref CaptureFailures failures) { }

    public abstract IReadOnlyList<string>? ReadCommandLine(int pid, ref RentedBuffer buffer, ref CaptureFailures failures);

    public abstract IReadOnlyDictionary<string, string>? ReadEnvironment(int pid, ref RentedBuffer buffer, ref CaptureFailures failures);

    public virtual string? ReadExecutablePath(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) => null;

    public virtual string? ReadWorkingDirectory(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) => null;

    public virtual IReadOnlyList<ProcessThreadInfo>? ReadThreads(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) => null;

    public virtual IReadOnlyList<ProcessOpenFile>? ReadOpenFiles(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) => null;

    public virtual int? CountDescriptors(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) => null;

    public virtual IReadOnlyList<ProcessMemoryMap>? ReadMaps(int pid, ref RentedBuffer buffer, ref CaptureFailures failures) => null;

    /// <summary>
    /// What all processes use of GPUs. A capture reads it once, after it knows its processes and before their records prove that they are
    /// still the same.
    /// </summary>
    public virtual ProcessGpuTable? ReadGpus() => null;

    public virtual ProcessMemoryFootprint? ReadFootprint(int pid, ref CaptureFailures failures) => null;

    public virtual IReadOnlyList<int>? ReadAffinity(int pid, ref CaptureFailures failures) => null;

    public virtual IReadOnlyDictionary<ResourceKind, ResourceLimit>? ReadLimits(int pid, ref CaptureFailures failures) => null;

    /// <summary>A terminal's path by its device number; null if unknown.</summary>
    public abstract string? FindTerminal(ulong device);

    public virtual string? FindUserName(uint id) => Interop.Libc.GetUserName(id);

    public virtual int SetAffinity(int pid, IReadOnlyCollection<int> cpus) => throw PsutilNotSupportedException.Here("CPU affinity");

    public virtual int SetLimit(int pid, ResourceKind kind, ResourceLimit limit) =>
        throw PsutilNotSupportedException.Here("Setting resource limits");

    /// <summary>The sockets of one process.</summary>
    public abstract IReadOnlyList<NetworkConnection>? ReadConnections(int pid, ref RentedBuffer buffer, ref CaptureFailures failures);

    /// <summary>A path; null if it is empty.</summary>
    protected static string? ToPath(ReadOnlySpan<byte> path) => path.IsEmpty ? null : OSText.GetString(path);

    /// <summary>Reads the table at a node of one process. A failure is noted.</summary>
    protected static bool TryRead(
        SysctlNode node,
        int pid,
        ProcessFields field,
        ref RentedBuffer buffer,
        ref CaptureFailures failures,
        out ReadOnlySpan<byte> bytes
    ) => TryTake(node, node.ReadTable(ref buffer, pid), field, ref buffer, ref failures, out bytes);

    /// <summary>The value of a reading. A failure is noted.</summary>
    protected static bool TryTake(
        SysctlNode node,
        ReadResult result,
        ProcessFields field,
        ref RentedBuffer buffer,
        ref CaptureFailures failures,
        out ReadOnlySpan<byte> bytes
    )
    {
        bytes = result.Failed ? [] : buffer.Span[..result.Value];
        if (result.Failed)
        {
            failures.Add(field, node.Name, result);
        }

        return !result.Failed;
    }
}
