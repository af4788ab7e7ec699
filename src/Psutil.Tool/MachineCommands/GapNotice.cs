using Psutil.Tool.Readings;

namespace Psutil.Tool.MachineCommands;

/// <summary>The one line that says what of the machine could not be read.</summary>
internal static class GapNotice
{
    /// <summary>The line; null if all could be read.</summary>
    public static string? Of(Gaps gaps)
    {
        // What this system does not offer is named in the report alone: nobody can do anything about it.
        Gap[] failures = [.. gaps.All.Where(gap => gap.Reason != Reasons.NotSupported)];
        string others =
            failures.Length <= 1
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $" (and {failures.Length - 1} more under 'unavailable')");
        return failures.Length == 0 ? null : $"{failures[0].Place} could not be read: {failures[0].Message}{others}";
    }
}
