namespace Psutil.Diagnostics;

/// <summary>Finds the group of a process.</summary>
internal sealed class GroupMatcher(IReadOnlyList<ProcessGroupRule> rules)
{
    /// <summary>The groups that are known in advance.</summary>
    public IEnumerable<string> FixedGroups =>
        rules.Select(rule => rule.Group).Where(GroupTemplate.IsFixed).Distinct(StringComparer.Ordinal);

    /// <summary>The fields that the rules need besides the name.</summary>
    public ProcessFields Fields { get; } =
        (Needs(rules, rule => rule.Executables, "{executable}") ? ProcessFields.ExecutablePath : 0)
        | (Needs(rules, rule => rule.Users, "{user}") ? ProcessFields.UserName : 0)
        | (
            Needs(rules, rule => rule.Units, "{unit}")
            || Needs(rules, rule => rule.Containers, "{container}")
            || Needs(rules, _ => [], "{pod}")
                ? ProcessFields.Cgroup
                : 0
        );

    /// <summary>The name of the group of a process; null if no rule matches it.</summary>
    public string? Find(ProcessTraits process)
    {
        foreach (ProcessGroupRule rule in rules)
        {
            if (
                Matches(rule.Names, process.Name)
                && Matches(rule.Executables, process.Executable)
                && Matches(rule.Users, process.User)
                && Matches(rule.Units, process.Cgroup?.Unit)
                && Matches(rule.Containers, process.Cgroup?.ContainerId)
                && GroupTemplate.Expand(rule.Group, process) is { } group
            )
            {
                return group;
            }
        }

        return null;
    }

    private static bool Needs(
        IReadOnlyList<ProcessGroupRule> rules,
        Func<ProcessGroupRule, IReadOnlyList<string>> condition,
        string placeholder
    ) => rules.Any(rule => condition(rule).Count > 0 || rule.Group.Contains(placeholder, StringComparison.Ordinal));

    private static bool Matches(IReadOnlyList<string> patterns, string? value) =>
        patterns.Count == 0 || (value is not null && patterns.Any(pattern => Wildcard.Matches(pattern, value)));
}
