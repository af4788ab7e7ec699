using System.Text;

namespace Psutil.Diagnostics;

/// <summary>The name of a group, with the placeholders of a rule.</summary>
internal static class GroupTemplate
{
    private const int LongestName = 200;

    private static readonly string[] Placeholders = ["name", "executable", "user", "unit", "container", "pod"];

    /// <summary>What is wrong with a template; null if nothing.</summary>
    public static string? FindMistake(string template)
    {
        if (template is null or "")
        {
            return "The name of a group is empty.";
        }

        if (template.Length > LongestName)
        {
            return $"The name of a group is longer than {LongestName} characters.";
        }

        string known = string.Join(", ", Placeholders.Select(placeholder => $"{{{placeholder}}}"));
        return Expand(template, placeholder => Placeholders.Contains(placeholder) ? "" : null, out string? unknown) is null
            ? $"The group \"{template}\" has an unknown placeholder \"{{{unknown}\": {known} are known."
            : null;
    }

    /// <summary>Whether every process of the rule is in the same group.</summary>
    public static bool IsFixed(string template) => !template.Contains('{', StringComparison.Ordinal);

    /// <summary>The name of the group of a process; null if a value that the template has is unknown.</summary>
    public static string? Expand(string template, ProcessTraits traits) =>
        Expand(
            template,
            placeholder =>
                placeholder switch
                {
                    "name" => traits.Name,
                    "executable" => FileName(traits.Executable),
                    "user" => traits.User,
                    "unit" => traits.Cgroup?.Unit,
                    "container" => traits.Cgroup?.ContainerId is { } id ? id[..Math.Min(12, id.Length)] : null,
                    "pod" => traits.Cgroup?.PodUid,
                    _ => null,
                },
            out _
        );

    private static string? Expand(string template, Func<string, string?> valueOf, out string? unknown)
    {
        StringBuilder text = new();
        ReadOnlySpan<char> rest = template;
        unknown = null;
        while (rest.IndexOf('{') is var start and >= 0)
        {
            text.Append(rest[..start]);
            rest = rest[(start + 1)..];
            int end = rest.IndexOf('}');
            string placeholder = rest[..(end < 0 ? rest.Length : end)].ToString();
            if (end < 0 || valueOf(placeholder) is not { } value)
            {
                unknown = end < 0 ? placeholder : $"{placeholder}}}";
                return null;
            }

            text.Append(value);
            rest = rest[(end + 1)..];
        }

        return text.Append(rest).ToString();
    }

    // Of either kind of system, whatever this one is: a root can be that of another.
    private static string? FileName(string? path) => path?[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}
