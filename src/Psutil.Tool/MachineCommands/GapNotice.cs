using Psutil.Tool.Readings;

namespace Psutil.Tool.MachineCommands;

/// <summary>The line that lists the values of the machine that could not be read.</summary>
internal static class GapNotice
{
    /// <summary>The line; null if all could be read.</summary>
    public static string? Of(Gaps gaps)
    {
        // Values that this system does not support are only in the report, because the user cannot change that.
        Gap[] failures = [.. gaps.All.Where(gap => gap.Reason != Reasons.NotSupported)];
        string others =
            failures.Length <= 1
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $" (and {failures.Length - 1} more under 'unavailable')");
        return failures.Length == 0 ? null : $"{failures[0].Place} could not be read: {failures[0].Message}{others}";
    }
}
