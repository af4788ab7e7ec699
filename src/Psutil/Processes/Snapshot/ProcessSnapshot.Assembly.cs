namespace Psutil;

// How a snapshot is made, on every operating system: a reader writes what it read into it, and the last step completes it.
public sealed partial class ProcessSnapshot
{
    /// <summary>What may be null without a reason: not every process has it.</summary>
    private const ProcessFields Optional =
        ProcessFields.ExecutablePath
        | ProcessFields.WorkingDirectory
        | ProcessFields.Terminal
        | ProcessFields.ParentPid
        | ProcessFields.Cgroup;

    /// <summary>What the kernel answers with nothing for a zombie, because what it is about is gone.</summary>
    private const ProcessFields EmptyOfZombies = ProcessFields.CommandLine | ProcessFields.Environment | ProcessFields.MemoryMaps;

    private static readonly IReadOnlyDictionary<ProcessFields, Unavailability> NothingUnavailable = new Dictionary<
        ProcessFields,
        Unavailability
    >(0);

    /// <summary>The fields of a process table, for a reader to write; what was not asked for is masked in the end.</summary>
    internal CommonFields Common;

    private RareFields? _rare;

    /// <summary>Makes a snapshot for a reader to fill.</summary>
    internal ProcessSnapshot(ProcessIdentity identity, ProcessFields requested)
    {
        Identity = identity;
        ProcessFields rare = requested & ProcessFields.All & ~CommonFields.All;
        _rare = rare == ProcessFields.None ? null : new RareFields(rare);
    }

    /// <summary>The snapshot of a process that has ended: every requested field is gone.</summary>
    internal static ProcessSnapshot Gone(ProcessIdentity identity, ProcessFields fields) =>
        WithoutFields(identity, fields, new Unavailability { Reason = UnavailableReason.Gone });

    /// <summary>The snapshot of a process of which nothing could be read, for one reason.</summary>
    internal static ProcessSnapshot WithoutFields(ProcessIdentity identity, ProcessFields fields, Unavailability reason)
    {
        Dictionary<ProcessFields, Unavailability> reasons = [];
        AddReason(reasons, fields & ProcessFields.All, reason);
        return new ProcessSnapshot(identity) { Unavailable = reasons };
    }

    /// <summary>The whole name of a process whose kernel cut it: the program's name if it begins with what is left of it.</summary>
    /// <param name="name">The name as the kernel keeps it.</param>
    /// <param name="program">The file name of the first argument.</param>
    internal static ReadOnlySpan<byte> CompleteName(ReadOnlySpan<byte> name, ReadOnlySpan<byte> program) =>
        program.StartsWith(name) ? program : name;

    /// <summary>Sets a field that <see cref="Common"/> does not have; one that was not asked for is left out.</summary>
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

    private bool IsCut(ProcessFields field) => _rare is { } rare && (rare.Cut & field) != 0;

    /// <summary>
    /// The last step: takes away what was not asked for and what a zombie has not, and names every field that is missing with its reason.
    /// Reads nothing and never throws.
    /// </summary>
    /// <param name="requested">What was asked for.</param>
    /// <param name="rules">The operating system's.</param>
    /// <param name="failures">What could not be read.</param>
    /// <param name="isKernel">Whether the process is a part of the kernel.</param>
    internal ProcessSnapshot Complete(ProcessFields requested, CaptureRules rules, in CaptureFailures failures, bool isKernel = false)
    {
        bool isZombie = Common.Status == ProcessStatus.Zombie;
        ProcessFields emptied = isZombie ? Present & EmptyOfZombies : ProcessFields.None;
        Clear(emptied | ~requested);
        ProcessFields missing = requested & ProcessFields.All & ~Present;
        ProcessFields withoutReason = missing & ~(Optional & rules.Offered);
        if (withoutReason == ProcessFields.None && failures.IsEmpty)
        {
            return this;
        }

        Dictionary<ProcessFields, Unavailability> reasons = [];
        AddReason(reasons, withoutReason, new Unavailability { Reason = UnavailableReason.NotSupported });
        AddReason(reasons, emptied & missing, new Unavailability { Reason = UnavailableReason.Zombie });
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
