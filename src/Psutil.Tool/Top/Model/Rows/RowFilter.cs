using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Model;

/// <summary>
/// Selects the processes whose name, arguments (if shown) or user contain the filter's text, or whose PID it is, regardless of case.
/// </summary>
internal static class RowFilter
{
    public static bool Matches(TopProcess process, string filter) =>
        filter.Length == 0
        || Holds(process.Caption.Command, filter)
        || Holds(process.Snapshot.Name, filter)
        || Holds(process.Caption.Snapshot.UserName, filter)
        || process.Pid.ToString(CultureInfo.InvariantCulture) == filter;

    private static bool Holds(string? text, string filter) => text is not null && text.Contains(filter, StringComparison.OrdinalIgnoreCase);
}
