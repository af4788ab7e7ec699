using Psutil.Tool.Commands;
using Psutil.Tool.Report;

namespace Psutil.Tool.MachineCommands;

/// <summary>The one line on standard error that tells what of the machine could not be read.</summary>
internal static class GapNotice
{
    public static void Tell(ToolHost host, WatchLoop loop, Gaps gaps)
    {
        // What this system does not offer is told in the report alone: nobody can do anything about it.
        Gap[] failures = [.. gaps.All.Where(gap => gap.Reason != Reasons.NotSupported)];
        if (failures.Length > 0 && !loop.Repeats)
        {
            string others = failures.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" (and {failures.Length - 1} more under 'unavailable')");
            host.Complain($"{failures[0].Place} could not be read: {failures[0].Message}{others}");
        }
    }
}
