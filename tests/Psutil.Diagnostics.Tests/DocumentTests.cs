using System.Text.RegularExpressions;

namespace Psutil.Diagnostics.Tests;

public sealed partial class DocumentTests
{
    /// <summary>The page and the code have the same instruments, kinds and units.</summary>
    [Fact]
    public void ThePageListsEveryInstrument()
    {
        using Collector collector = new(Sample.Machine(), Everything);
        Assert.Equal(
            Row()
                .Matches(File.ReadAllText(Path.Join(Root(), "docs", "metrics.md")))
                .Select(match => $"{match.Groups["name"]} {match.Groups["kind"]} {match.Groups["unit"]}")
                .Order(StringComparer.Ordinal),
            collector.Instruments.Values.Select(one => $"{one.Name} {Kind(one)} {one.Unit}").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void EveryInstrumentHasADescription()
    {
        using Collector collector = new(Sample.Machine(), Everything);
        Assert.All(collector.Instruments.Values, one => Assert.EndsWith(".", one.Description, StringComparison.Ordinal));
        Assert.Equal("Psutil", collector.Meter.Name);
        Assert.Equal("https://opentelemetry.io/schemas/1.44.0", collector.Meter.TelemetrySchemaUrl);
    }

    /// <summary>A sample machine that lacked something would hide an instrument that reports nothing.</summary>
    [Fact]
    public void TheSampleHasAValueOfEveryInstrument()
    {
        FakeClock clock = new();
        FakeMachine machine = Sample.Machine(clock);
        using Collector collector = new(machine, Everything);
        _ = collector.Collect();
        clock.Advance(TimeSpan.FromSeconds(1));
        machine.Cpu.Times = Sample.Times(11);
        machine.Processes.AddTraffic(Environment.ProcessId, new ProcessNetworkIOCounters { BytesSent = 7, BytesReceived = 3 });
        HashSet<string> seen = [.. collector.Collect().Select(series => series.Name)];
        Assert.Equal(["psutil.source.failures"], collector.Instruments.Keys.Where(name => !seen.Contains(name)));
    }

    private static void Everything(PsutilMetricsOptions options)
    {
        options.Subjects = PsutilMetricSubjects.All | PsutilMetricSubjects.Containers;
        options.IncludeOptional = true;
        options.TopProcesses = 1;
        options.TopProcessesBy = ProcessRanking.Network;
        options.Groups = new ProcessGroups([new ProcessGroupRule { Group = "all" }]);
    }

    private static string Kind(Instrument instrument) =>
        instrument.GetType().Name switch
        {
            "ObservableCounter`1" => "C",
            "ObservableUpDownCounter`1" => "UD",
            "ObservableGauge`1" => "G",
            string other => other,
        };

    internal static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Join(folder, "Psutil.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("No folder above this program holds Psutil.slnx.");
    }

    [GeneratedRegex(@"^\| `(?<name>[a-z0-9_.]+)` \| (?<kind>C|UD|G) `(?<unit>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
