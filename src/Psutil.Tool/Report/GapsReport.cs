using Psutil.Tool.Readings;

namespace Psutil.Tool.Report;

/// <summary>Why values are missing, by their places.</summary>
internal static class GapsReport
{
    public static void Write(ReportWriter writer, Gaps gaps)
    {
        writer.StartObject("unavailable");
        foreach (Gap gap in gaps.All)
        {
            writer.Text(gap.Place, gap.Reason);
        }

        writer.EndObject();
    }
}
