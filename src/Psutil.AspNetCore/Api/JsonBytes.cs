using Psutil.Tool.Json;
using Psutil.Tool.Report;

namespace Psutil.AspNetCore.Api;

/// <summary>Writes JSON as the command does: printable ASCII, valid whatever other users call their processes.</summary>
internal static class JsonBytes
{
    /// <summary>The object that is written, in one line, with the end of the line.</summary>
    public static byte[] Of(Action<ReportWriter> write)
    {
        using MemoryStream output = new();
        using (JsonReportWriter writer = new(output, indented: false))
        {
            writer.StartObject();
            write(writer);
            writer.EndObject();
            writer.Finish();
        }

        return output.ToArray();
    }

    /// <summary>A document of the contract.</summary>
    public static byte[] OfDocument(Action<ReportWriter> write) =>
        Of(writer =>
        {
            writer.Number("schema", MachineReport.Schema);
            write(writer);
        });
}
