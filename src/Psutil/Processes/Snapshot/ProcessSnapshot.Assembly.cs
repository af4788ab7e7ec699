namespace Psutil;

// How a snapshot is created on every operating system: a reader writes the values that it read, and the last step completes the snapshot.
public sealed partial class ProcessSnapshot
{
    /// <summary>The fields that can be null without a reason, because not every process has them.</summary>
    internal const ProcessFields Optional =
        ProcessFields.ExecutablePath
        | ProcessFields.WorkingDirectory
        | ProcessFields.Terminal
        | ProcessFields.ParentPid
        | ProcessFields.Cgroup;

    /// <summary>The fields that the kernel reports as empty or zero for a zombie, because it no longer has them.</summary>
    private const ProcessFields EmptyOfZombies =
        ProcessFields.CommandLine
        | ProcessFields.Environment
        | ProcessFields.MemoryMaps
        | ProcessFields.Memory
        | ProcessFields.ApproximateRss
        | ProcessFields.MemoryFootprint;

    private static readonly IReadOnlyDictionary<ProcessFields, Unavailability> NothingUnavailable = new Dictionary<
        ProcessFields,
        Unavailability
    >(0);

    /// <summary>The fields of a process table, which a reader sets. Fields that were not requested are removed at the end.</summary>
    internal CommonFields Common;

    private RareFields? _rare;

    /// <summary>Creates a snapshot for a reader to fill.</summary>
    internal ProcessSnapshot(ProcessIdentity identity, ProcessFields requested)
    {
        Identity = identity;
        ProcessFields rare = requested & ProcessFieldsExtensions.Known & ~CommonFields.All;
        _rare = rare == ProcessFields.None ? null : new RareFields(rare);
    }

    /// <summary>
    /// The snapshot of a process that has ended: the reason of every requested field is <see cref="UnavailableReason.Gone"/>.
    /// </summary>
    public static ProcessSnapshot Gone(ProcessIdentity identity, ProcessFields fields) =>
        WithoutFields(identity, fields, new Unavailability { Reason = UnavailableReason.Gone });

    /// <summary>The snapshot of a process of which no field could be read, all for the same reason.</summary>
    internal static ProcessSnapshot WithoutFields(ProcessIdentity identity, ProcessFields fields, Unavailability reason)
    {
        Dictionary<ProcessFields, Unavailability> reasons = [];
        AddReason(reasons, fields & ProcessFieldsExtensions.Known, reason);
        return new ProcessSnapshot(identity) { Unavailable = reasons };
    }

    /// <summary>Completes a name that the kernel truncated: the name of the program, if it begins with the truncated name.</summary>
    /// <param name="name">The name as the kernel reports it.</param>
    /// <param name="program">The file name of the first argument.</param>
    internal static ReadOnlySpan<byte> CompleteName(ReadOnlySpan<byte> name, ReadOnlySpan<byte> program) =>
        program.StartsWith(name) ? program : name;

    /// <summary>Sets a field that is not in <see cref="Common"/>. A field that was not requested is ignored.</summary>
    internal void Set<T>(ProcessFields field, T value) => _rare?.Set(field, value);

    /// <summary>Sets the memory.</summary>
    internal void SetMemory(ProcessMemory? value)
    {
        bool fits = value is { } memory && Common.TrySetMemory(memory);
        if (!fits)
        {
            Common.Clear(ProcessFields.Memory);
            Add(ProcessFields.Memory, value);
        }
    }

    /// <summary>Sets the traffic, or why it is unknown. Only for a snapshot that nobody has seen yet.</summary>
    /// <param name="counters">A boxed <see cref="ProcessNetworkIOCounters"/>; null if it is unknown.</param>
    /// <param name="reason">Why it is unknown.</param>
    internal void SetNetworkIO(object? counters, Unavailability? reason)
    {
        Add(ProcessFields.NetworkIO, counters);
        if (reason is { } why || _unavailable.ContainsKey(ProcessFields.NetworkIO))
        {
            Dictionary<ProcessFields, Unavailability> reasons = new(_unavailable);
            reasons.Remove(ProcessFields.NetworkIO);
            AddReason(reasons, reason is null ? ProcessFields.None : ProcessFields.NetworkIO, reason.GetValueOrDefault());
            _unavailable = reasons;
        }
    }

    /// <summary>Sets <see cref="UnnamedFileCount"/>.</summary>
    internal void SetUnnamedFileCount(int? count)
    {
        if (count is not null || _rare is not null)
        {
            (_rare ??= new RareFields(ProcessFields.None)).UnnamedFileCount = count;
        }
    }

    /// <summary>Sets whether a field is only a part of what there was.</summary>
    internal void SetCut(ProcessFields field, bool isCut = true)
    {
        if (isCut)
        {
            (_rare ??= new RareFields(ProcessFields.None)).Cut |= field;
        }
    }

    /// <summary>Puts a shorter command line in the place of the one that was read.</summary>
    internal void CutCommandLine(IReadOnlyList<string> arguments)
    {
        Common.CommandLine = arguments;
        SetCut(ProcessFields.CommandLine);
    }

    /// <summary>Puts a part of the environment in the place of the one that was read.</summary>
    internal void CutEnvironment(IReadOnlyDictionary<string, string> variables)
    {
        Set(ProcessFields.Environment, variables);
        SetCut(ProcessFields.Environment);
    }

    /// <summary>
    /// A copy with the given fields alone, as a capture of these fields would return it: a missing field keeps its reason, or is reported
    /// as not supported. For fakes.
    /// </summary>
    public ProcessSnapshot Select(ProcessFields fields)
    {
        ProcessSnapshot copy = new(this);
        copy.Clear(~fields);
        ProcessFields missing = fields & ProcessFieldsExtensions.Known & ~copy.Present;
        copy.Common.Absent = missing;
        Dictionary<ProcessFields, Unavailability> reasons = [];
        AddReason(reasons, missing & ~Optional, new Unavailability { Reason = UnavailableReason.NotSupported });
        AddReason(reasons, missing & ProcessFields.NetworkIO, new Unavailability { Reason = UnavailableReason.NotMeasured });
        foreach ((ProcessFields field, Unavailability reason) in _unavailable)
        {
            AddReason(reasons, field & missing, reason);
        }

        copy._unavailable = reasons.Count > 0 ? reasons : NothingUnavailable;
        return copy;
    }

    /// <summary>Puts a reason in the place of a value that turned out to be incomplete.</summary>
    internal void Withdraw(ProcessFields field, Unavailability reason)
    {
        Clear(field);
        Dictionary<ProcessFields, Unavailability> reasons = new(_unavailable);
        AddReason(reasons, field, reason);
        _unavailable = reasons;
    }

    /// <summary>Whether the name is the one that the kernel truncated, because what has the rest could not be read in time.</summary>
    internal bool IsNameTruncated => IsCut(ProcessFields.Name);

    private bool IsCut(ProcessFields field) => _rare is { } rare && (rare.Cut & field) != 0;

    /// <summary>
    /// The last step: removes the fields that were not requested and those that a zombie does not have, and records the reason of every
    /// field that is missing. Does no I/O and never throws.
    /// </summary>
    /// <param name="requested">The requested fields.</param>
    /// <param name="rules">The rules of the operating system.</param>
    /// <param name="failures">The sources that could not be read.</param>
    internal ProcessSnapshot Complete(ProcessFields requested, CaptureRules rules, in CaptureFailures failures)
    {
        bool isZombie = Common.Status == ProcessStatus.Zombie;
        bool isKernel = Common.IsKernelThread == true;
        ProcessFields emptied =
            isZombie ? Present & EmptyOfZombies
            : isKernel ? Present & ProcessFields.MemoryFootprint
            : ProcessFields.None;
        Clear(emptied | ~requested);
        ProcessFields missing = requested & ProcessFieldsExtensions.Known & ~Present;
        if (missing.Wants(Optional))
        {
            Common.Absent = missing & rules.Offered;
        }

        ProcessFields withoutReason = missing & ~(Optional & rules.Offered);
        if (withoutReason == ProcessFields.None && failures.IsEmpty)
        {
            return this;
        }

        Dictionary<ProcessFields, Unavailability> reasons = [];
        AddReason(reasons, withoutReason, new Unavailability { Reason = UnavailableReason.NotSupported });
        AddReason(
            reasons,
            withoutReason & rules.Offered & ProcessFields.NetworkIO,
            new Unavailability { Reason = UnavailableReason.NotMeasured }
        );
        AddReason(
            reasons,
            emptied & missing,
            new Unavailability { Reason = isZombie ? UnavailableReason.Zombie : UnavailableReason.Absent }
        );
        foreach (CaptureFailures.Failure failure in failures.All)
        {
            ProcessFields fields = failure.Fields & missing;
            if (fields != ProcessFields.None && rules.Classify(failure, Pid, isZombie, isKernel) is { } reason)
            {
                AddReason(reasons, fields, reason);
            }
        }

        if (reasons.Count > 0)
        {
            _unavailable = reasons;
        }

        return this;
    }

    private ProcessFields Present => Common.Present | (_rare?.Present ?? ProcessFields.None);

    private static void AddReason(Dictionary<ProcessFields, Unavailability> reasons, ProcessFields fields, Unavailability reason)
    {
        for (long rest = (long)fields; rest != 0; rest &= rest - 1)
        {
            reasons[(ProcessFields)(rest & -rest)] = reason;
        }
    }

    private void Clear(ProcessFields fields)
    {
        Common.Clear(fields);
        _rare?.Clear(fields);
    }

    private void Add(ProcessFields field, object? value)
    {
        if (value is null)
        {
            _rare?.Clear(field);
        }
        else
        {
            (_rare ??= new RareFields(ProcessFields.None)).Add(field, value);
        }
    }

    private T? Find<T>(ProcessFields field)
        where T : class => (T?)_rare?.Find(field);

    private T? FindValue<T>(ProcessFields field)
        where T : struct => (T?)_rare?.Find(field);
}
