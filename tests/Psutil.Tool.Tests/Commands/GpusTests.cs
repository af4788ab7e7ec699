using System.Text.Json;
using Psutil.Tool.Report;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

public class GpusTests
{
    [Fact]
    public void WhatTheDriverDoesNotReportIsMeasured()
    {
        ToolRun run = new ToolRun().Run("gpus", "--json", "--interval", "2");
        JsonElement[] gpus = [.. run.Json.GetProperty("gpus").EnumerateArray()];
        Assert.Equal([25, 93], gpus.Take(2).Select(gpu => gpu.GetProperty("utilization_percent").GetDouble()));
        Assert.Equal(JsonValueKind.Null, gpus[2].GetProperty("utilization_percent").ValueKind);
        Assert.Equal([4, 142.25], gpus.Take(2).Select(gpu => Math.Round(gpu.GetProperty("power_watts").GetDouble(), 9)));
        Assert.Equal("""{"render":25,"video":12.5}""", gpus[0].GetProperty("engine_percents").GetRawText());
        Assert.False(gpus[0].GetProperty("unavailable").TryGetProperty("utilization_percent", out _));
        Assert.Equal("not supported", gpus[0].GetProperty("unavailable").GetProperty("memory_total").GetString());
        Assert.Equal("absent", gpus[2].GetProperty("unavailable").GetProperty("utilization_percent").GetString());
        Assert.Equal([1, 310], run.Json.GetProperty("processes").EnumerateArray().Select(process => process.GetProperty("pid").GetInt32()));
    }

    [Fact]
    public void ProcessesThatCannotBeReadAreCounted()
    {
        ToolRun run = new();
        run.Machine.Gpus.Unavailable[run.Machine.Processes.Get(54321)] = new Unavailability { Reason = UnavailableReason.Denied };
        run.Run("gpus", "--json");
        Assert.Equal("psutil: 1 process could not be examined and may use a GPU too\n", run.Error);
        Assert.Equal(1, run.Json.GetProperty("not_seen").GetInt32());
    }

    [Fact]
    public void EveryValueIsInTheJson() =>
        Assert.Equal(Enum.GetValues<GpuValue>().Except([GpuValue.None]).Order(), GpuReport.Written.Order());
}
