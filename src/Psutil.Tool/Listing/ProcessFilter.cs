namespace Psutil.Tool.Listing;

/// <summary>Selects processes that meet every condition that is set.</summary>
internal sealed record ProcessFilter
{
    public IReadOnlyList<int>? Pids { get; init; }

    /// <summary>Names or numbers of users.</summary>
    public IReadOnlyList<string>? Users { get; init; }

    public NamePattern? Name { get; init; }

    public IReadOnlyList<ProcessStatus>? States { get; init; }

    /// <summary>CPU use, in percent of one CPU.</summary>
    public Threshold? Cpu { get; init; }

    /// <summary>RSS in bytes or, with a percent sign, in percent of the machine's memory.</summary>
    public Threshold? Memory { get; init; }

    /// <summary>Whether it selects every process.</summary>
    public bool IsEmpty => this == new ProcessFilter();

    /// <summary>The fields by which it selects.</summary>
    public IReadOnlyList<ProcessField> Fields =>
        [
            .. new (object? Condition, ProcessField Field)[]
            {
                (Pids, ProcessFieldTable.Pid),
                (Users, ProcessFieldTable.UserName),
                (Name, ProcessFieldTable.Name),
                (States, ProcessFieldTable.Status),
                (Cpu, ProcessFieldTable.CpuPercent),
                (Memory, Memory?.IsPercent == true ? ProcessFieldTable.MemoryPercent : ProcessFieldTable.Memory),
            }
                .Where(part => part.Condition is not null)
                .Select(part => part.Field),
        ];

    /// <summary>What must be captured for it.</summary>
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
