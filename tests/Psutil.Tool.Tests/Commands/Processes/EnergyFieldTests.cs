using System.Text.Json;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

/// <summary>The processors use 15 W, and are busy for 1.75 of their four CPUs.</summary>
public class EnergyFieldTests
{
    private const double Watts = 15;
    private const double BusyPercent = 175;

    [Fact]
    public void AProcessHasItsShareOfTheCpuTime() => Check(Run(isDenied: false, "--interval", "1"));

    [Fact]
    public void WhileItIsWatchedEachIntervalIsEstimated()
    {
        ToolRun run = new();
        run.Machine.Energy.IsCounted = true;
        run.Run("ps", "--json", "--fields", "pid,cpu_percent,energy", "--watch", "2", "--count", "2");
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line =>
        {
            using JsonDocument document = JsonDocument.Parse(line);
            Check(document.RootElement);
        });
    }

    [Fact]
    public void WhoMayNotReadTheCountersIsToldSo()
    {
        Assert.All(Estimates(Run(isDenied: true)), estimate => Assert.Equal((null, "denied"), estimate.Energy));
        ToolRun run = new();
        (run.Machine.Energy.IsCounted, run.Machine.Energy.IsDenied) = (true, true);
        Assert.Contains("EST-WATT", run.Run("ps", "--fields", "pid,energy").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutCountersItIsNotSupported()
    {
        JsonElement root = new ToolRun().Run("ps", "--json", "--fields", "pid,energy").Json;
        Assert.All(root.GetProperty("processes").EnumerateArray(), process =>
            Assert.Equal("not supported", process.GetProperty("energy").GetProperty("reason").GetString())
        );
    }

    private static void Check(JsonElement root)
    {
        (double? Percent, (double? Watts, string? Reason) Energy)[] all = [.. Estimates(root)];
        Assert.Contains(all, process => process.Energy.Watts > 0);
        Assert.All(all, process =>
        {
            Assert.Null(process.Energy.Reason);
            if (process.Percent is { } percent)
            {
                Assert.Equal(Watts * Math.Min(percent / BusyPercent, 1), process.Energy.Watts!.Value, 0.02);
            }
            else
            {
                Assert.Null(process.Energy.Watts);
            }
        });
    }

    private static IEnumerable<(double? Percent, (double? Watts, string? Reason) Energy)> Estimates(JsonElement root) =>
        from process in root.GetProperty("processes").EnumerateArray()
        let energy = process.GetProperty("energy")
        select (
            Number(process.GetProperty("cpu_percent")),
            (Number(energy.GetProperty("estimated_watts")), energy.GetProperty("reason").GetString())
        );

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();

    private static JsonElement Run(bool isDenied, params string[] options)
    {
        ToolRun run = new();
        (run.Machine.Energy.IsCounted, run.Machine.Energy.IsDenied) = (true, isDenied);
        return run.Run(["ps", "--json", "--fields", "pid,cpu_percent,energy", .. options]).Json;
    }
}
