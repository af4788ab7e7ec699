using Psutil.Tool.Listing;

namespace Psutil.Tool.Commands;

/// <summary>The one line on standard error that tells how much permission hid.</summary>
internal static class DeniedNotice
{
    public static void Tell(ToolHost host, IEnumerable<ProcessRow> rows, IReadOnlyList<ProcessField> fields)
    {
        int values = 0;
        int processes = 0;
        foreach (ProcessRow row in rows)
        {
            int denied = fields.Count(field => row.ReasonFor(field) == UnavailableReason.Denied);
            values += denied;
            processes += denied > 0 ? 1 : 0;
        }

        if (values > 0)
        {
            string advice = Environment.IsPrivilegedProcess ? "not even root may see them here" : "run as root to see them";
            host.Complain(string.Create(
                CultureInfo.InvariantCulture,
                $"{values} {(values == 1 ? "value" : "values")} of {processes} {(processes == 1 ? "process" : "processes")} {(values == 1 ? "was" : "were")} denied; {advice}"));
        }
    }
}
