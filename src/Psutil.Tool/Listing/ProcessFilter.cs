namespace Psutil.Tool.Listing;

/// <summary>Which processes are meant: those that meet every condition that is set.</summary>
internal sealed record ProcessFilter
{
    public IReadOnlyList<int>? Pids { get; init; }

    /// <summary>Names of users, or their numbers.</summary>
    public IReadOnlyList<string>? Users { get; init; }

    public NamePattern? Name { get; init; }

    public IReadOnlyList<ProcessStatus>? States { get; init; }

    /// <summary>Of CPU %, of one CPU.</summary>
    public Threshold? Cpu { get; init; }

    /// <summary>Of RSS, or with a percent sign of the machine's memory.</summary>
    public Threshold? Memory { get; init; }

    /// <summary>Whether every process is meant.</summary>
    public bool IsEmpty => this == new ProcessFilter();

    /// <summary>What must be captured to decide.</summary>
    public ProcessFields Sources =>
        (Users is null ? 0 : ProcessFields.UserName | ProcessFields.UserIds)
        | (Name is null ? 0 : ProcessFields.Name)
        | (States is null ? 0 : ProcessFields.Status)
        | (Cpu is null ? 0 : ProcessFields.CpuTimes)
        | (Memory is null ? 0 : ProcessFields.Memory);

    public bool Matches(ProcessRow row)
    {
        ProcessSnapshot snapshot = row.Snapshot;
        return (Pids is null || Pids.Contains(snapshot.Pid))
            && (Users is null || Users.Any(user => IsUser(snapshot, user)))
            && (Name is null || Name.Matches(snapshot.Name))
            && (States is null || (snapshot.Status is { } status && States.Contains(status)))
            && (Cpu is null || Cpu.Admits(row.CpuPercent))
            && (Memory is null || Memory.Admits(Memory.IsPercent ? row.MemoryPercent : snapshot.Memory?.Rss));
    }

    private static bool IsUser(ProcessSnapshot snapshot, string user) =>
        snapshot.UserName == user
        || (uint.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) && snapshot.UserIds?.Real == number);
}
