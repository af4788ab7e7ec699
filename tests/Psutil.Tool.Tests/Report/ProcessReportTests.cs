using System.Text.Json;
using Psutil.Tool.Json;
using Psutil.Tool.Listing;
using Psutil.Tool.Report;

namespace Psutil.Tool.Tests.Report;

public class ProcessReportTests
{
    [Fact]
    public void WhatWasCutIsSaidToBeCut()
    {
        JsonElement cut = Write(
            new ProcessSnapshot(new ProcessIdentity(7, 1))
            {
                CommandLine = ["a"],
                IsCommandLineCut = true,
                Environment = new Dictionary<string, string> { ["A"] = "1" },
                IsEnvironmentCut = true,
            }
        );
        Assert.True(cut.GetProperty("cmdline_truncated").GetBoolean());
        Assert.True(cut.GetProperty("environ_truncated").GetBoolean());
    }

    [Fact]
    public void WhatIsWholeIsNot()
    {
        JsonElement whole = Write(new ProcessSnapshot(new ProcessIdentity(7, 1)) { CommandLine = ["a"] });
        Assert.False(whole.TryGetProperty("cmdline_truncated", out _));
        Assert.False(whole.TryGetProperty("environ_truncated", out _));
    }

    private static JsonElement Write(ProcessSnapshot snapshot)
    {
        using MemoryStream output = new();
        using JsonReportWriter writer = new(output, indented: false);
        writer.StartObject();
        ProcessReport.Write(
            writer,
            new ProcessRow(snapshot, CpuPercent: null, TotalMemory: null),
            [ProcessFieldTable.CommandLine, ProcessFieldTable.Environment]
        );
        writer.EndObject();
        writer.Finish();
        return JsonDocument.Parse(output.ToArray()).RootElement;
    }
}
