namespace Psutil.Diagnostics;

/// <summary>Rules that put processes into groups. The first rule that matches a process decides.</summary>
public sealed class ProcessGroups
{
    /// <summary>The size of the largest file that is read: 1 MiB.</summary>
    private const int LongestFile = 1 << 20;

    /// <summary>Creates groups from their rules.</summary>
    /// <exception cref="ArgumentException">The name of a group is empty or has an unknown placeholder.</exception>
    public ProcessGroups(IEnumerable<ProcessGroupRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Rules = [.. rules];
        foreach (ProcessGroupRule rule in Rules)
        {
            if (GroupTemplate.FindMistake(rule.Group) is { } mistake)
            {
                throw new ArgumentException(mistake, nameof(rules));
            }
        }
    }

    /// <summary>The rules, in the order in which they are tried.</summary>
    public IReadOnlyList<ProcessGroupRule> Rules { get; }

    /// <summary>
    /// Reads groups from JSON (UTF-8), as <c>process-groups.schema.json</c> describes it:
    /// <c>{ "groups": [ { "group": "web", "name": ["nginx", "php-fpm*"] } ] }</c>. Comments and trailing commas are allowed.
    /// </summary>
    /// <param name="json">The text.</param>
    /// <param name="path">The file that it came from, for messages.</param>
    /// <exception cref="ProcessGroupsException">The text is not valid.</exception>
    public static ProcessGroups Parse(ReadOnlySpan<byte> json, string? path = null) => new(ProcessGroupsJson.Parse(json, path));

    /// <summary>Reads groups from a JSON file.</summary>
    /// <exception cref="ProcessGroupsException">The file is not valid, or larger than 1 MiB.</exception>
    /// <exception cref="IOException">The file could not be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static ProcessGroups Load(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] buffer = new byte[LongestFile + 1];
        int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return length <= LongestFile
            ? Parse(buffer.AsSpan(0, length), path)
            : throw new ProcessGroupsException("The file is larger than 1 MiB.", 1, path);
    }
}
