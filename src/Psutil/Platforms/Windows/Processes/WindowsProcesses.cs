using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>The processes of a Windows machine.</summary>
internal sealed class WindowsProcesses : Processes
{
    /// <summary>The fields that Windows supports.</summary>
    public const ProcessFields Supported =
        ProcessFields.Name
        | ProcessFields.ParentPid
        | ProcessFields.Status
        | ProcessFields.CreateTime
        | ProcessFields.CpuTimes
        | ProcessFields.Memory
        | ProcessFields.ThreadCount
        | ProcessFields.CommandLine
        | ProcessFields.ExecutablePath
        | ProcessFields.WorkingDirectory
        | ProcessFields.Environment
        | ProcessFields.UserName
        | ProcessFields.IOPriority
        | ProcessFields.IOCounters
        | ProcessFields.ContextSwitches
        | ProcessFields.PageFaults
        | ProcessFields.HandleCount
        | ProcessFields.Threads
        | ProcessFields.MemoryDetails
        | ProcessFields.MemoryFootprint
        | ProcessFields.MemoryMaps
        | ProcessFields.OpenFiles
        | ProcessFields.Connections
        | ProcessFields.CpuAffinity
        | ProcessFields.ApproximateRss
        | ProcessFields.PriorityClass
        | ProcessFields.SessionId
        | ProcessFields.Gpu;

    private readonly WindowsProcessReader _reader;

    public WindowsProcesses(Machine machine, WindowsNetwork network)
        : this(machine, new WindowsProcessReader(network)) { }

    internal WindowsProcesses(Machine machine, WindowsProcessReader reader)
        : base(machine)
    {
        _reader = reader;
        DebugPrivilege.Enable();
    }

    public override ProcessFields SupportedFields => Supported;

    public override StartFeatures StartFeatures => StartFeatures.NewProcessGroup | StartFeatures.DieWithParent;

    protected internal override StartedProgram StartProgram(ProcessStartInfo startInfo, StartOptions options)
    {
        ArgumentNullException.ThrowIfNull(startInfo);
        ArgumentNullException.ThrowIfNull(options);
        return options.DieWithParent || options.TrackTree || options.CpuAffinity is not null || options.ResourceLimits is { Count: > 0 }
            ? WindowsProgram.Start(startInfo, options)
            : base.StartProgram(startInfo, options);
    }

    private protected override bool CanLimitAtStart(ResourceKind kind) => JobLimits.CanLimit(kind);

    // All of them were applied before the program ran.
    protected internal override void ApplyToStarted(OSProcess child, StartOptions options) { }

    // The table comes from one call: who is in it, with this start time, had the PID when the children in it were started after that. To
    // ask each process would need another table for each that may not be opened.
    internal override Func<ProcessIdentity, bool> RunningBesides(IReadOnlyList<ProcessSnapshot> table)
    {
        Dictionary<int, ProcessIdentity> present = table.ToDictionary(
            static snapshot => snapshot.Pid,
            static snapshot => snapshot.Identity
        );
        return identity => present.TryGetValue(identity.Pid, out ProcessIdentity found) && identity.IsSameAs(found);
    }

    internal override bool HasName(string? name, string wanted) =>
        string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, wanted + ".exe", StringComparison.OrdinalIgnoreCase);

    public override IReadOnlyList<int> GetPids()
    {
        List<int> pids = new(256);
        using ProcessTable table = ProcessTable.Read();
        ProcessTableCursor reader = table.GetReader();
        while (reader.MoveNext())
        {
            pids.Add(reader.Current.Pid);
        }

        pids.Sort();
        return pids;
    }

    public override bool Exists(int pid) => pid >= 0 && _reader.ReadStartTime(pid) is not null;

    public override bool TryGet(int pid, [NotNullWhen(true)] out OSProcess? process)
    {
        process = pid >= 0 && _reader.ReadStartTime(pid) is { } start ? FromIdentity(new ProcessIdentity(pid, start)) : null;
        return process is not null;
    }

    public override IEnumerable<OSProcess> Enumerate() => Capture(ProcessFields.None).Select(snapshot => FromIdentity(snapshot.Identity));

    public override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields)
    {
        List<ProcessSnapshot> snapshots = new(256);
        using WindowsCaptureScope scope = _reader.CreateScope();
        ProcessTableCursor reader = scope.Table.GetReader();
        while (reader.MoveNext())
        {
            if (_reader.Capture(reader.Current, fields, scope) is { } snapshot)
            {
                snapshots.Add(snapshot);
            }
        }

        snapshots.Sort(static (left, right) => left.Pid.CompareTo(right.Pid));
        return snapshots;
    }

    public override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields, int maxDegreeOfParallelism)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxDegreeOfParallelism);
        if (maxDegreeOfParallelism == 1 || (fields & WindowsProcessReader.NeedsCalls) == 0)
        {
            return Capture(fields);
        }

        using WindowsCaptureScope scope = _reader.CreateScope();
        scope.Prepare(fields);
        return ReadAll(scope.Table, maxDegreeOfParallelism, entry => _reader.Capture(entry, fields, scope));
    }

    /// <summary>Reads each process of a table once, on several threads. Returns those that were read, by PID.</summary>
    internal static List<ProcessSnapshot> ReadAll(ProcessTable table, int threads, Func<ProcessTableEntry, ProcessSnapshot?> read)
    {
        int count = table.Count;
        ProcessSnapshot?[] snapshots = new ProcessSnapshot?[count];
        int taken = 0;
        ThreadCrew.Run(Math.Min(threads, count), () =>
        {
            // Each thread goes through the whole table and takes the entries that are next when it gets there.
            ProcessTableCursor reader = table.GetReader();
            int next = Interlocked.Increment(ref taken) - 1;
            for (int index = 0; next < count && reader.MoveNext(); index++)
            {
                if (index == next)
                {
                    snapshots[index] = read(reader.Current);
                    next = Interlocked.Increment(ref taken) - 1;
                }
            }
        });
        List<ProcessSnapshot> found = [.. snapshots.OfType<ProcessSnapshot>()];
        found.Sort(static (left, right) => left.Pid.CompareTo(right.Pid));
        return found;
    }

    public override IReadOnlyDictionary<string, int> GetSignalNumbers() => WindowsSignals.Numbers;

    public override OSProcess FromIdentity(ProcessIdentity identity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(identity.Pid, nameof(identity));
        return new WindowsProcess(this, _reader, identity);
    }
}
