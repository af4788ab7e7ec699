using Psutil.Tool.Listing;

namespace Psutil.Tool.Commands;

/// <summary>The line that reports how much missing permission hides.</summary>
internal static class DeniedNotice
{
    /// <summary>The line about process fields; null if none was denied.</summary>
    public static string? Of(ToolHost host, IEnumerable<ProcessRow> rows, IReadOnlyList<ProcessField> fields)
    {
        int values = 0;
        int processes = 0;
        foreach (ProcessRow row in rows)
        {
            int denied = fields.Count(field => row.ReasonFor(field) == UnavailableReason.Denied);
            values += denied;
            processes += denied > 0 ? 1 : 0;
        }

        return values == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Count(values, "value", "values")} of {Count(processes, "process", "processes")} {Denied(host, values)}"
            );
    }

    /// <summary>The same for sockets whose owners are hidden.</summary>
    public static string? OfOwners(ToolHost host, int count) =>
        count == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"the {(count == 1 ? "owner" : "owners")} of {Count(count, "socket", "sockets")} {Denied(host, count)}"
            );

    /// <summary>The line about processes that are not even listed; null if all are, or if that is unknown.</summary>
    public static string? OfHidden(ToolHost host, Processes processes)
    {
        string? whose = processes.GetVisibility() switch
        {
            ProcessVisibility.Own => "other users",
            ProcessVisibility.OwnAndGroup => "other users and groups",
            _ => null,
        };
        if (whose is null)
        {
            return null;
        }

        string seen = Count(processes.GetPids().Count, "process", "processes");
        string hidden = processes.GetHiddenCount() is > 0 and { } count ? Count(count, "process", "processes") : "those";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"only {seen} can be seen: this system hides {hidden} of {whose}; {Advice(host, 2)}"
        );
    }

    private static string Count(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    private static string Denied(ToolHost host, int count) => $"{(count == 1 ? "was" : "were")} denied; {Advice(host, count)}";

    private static string Advice(ToolHost host, int count)
    {
        string what = count == 1 ? "it" : "them";
        return host.IsPrivileged ? $"not even root may see {what} here" : $"run as root to see {what}";
    }
}
