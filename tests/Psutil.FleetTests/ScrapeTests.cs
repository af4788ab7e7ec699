using Psutil.FleetTests.Parts;

namespace Psutil.FleetTests;

/// <summary>What Prometheus and VictoriaMetrics have of this machine is what <c>/proc</c> says.</summary>
public class ScrapeTests(Fleet fleet)
{
    public static TheoryData<string> Engines => ["prometheus", "victoria-metrics"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TheMachineIsUp(string name) =>
        Assert.Equal(1, await PromQl.WaitForAsync(Engine(name), "up{job=\"psutil\"}", value => value == 1));

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TheStatesOfTheMemoryAddUpToTheWhole(string name)
    {
        double whole = 1024 * ProcFiles.Keyed("/proc/meminfo", "MemTotal:");
        Assert.Equal(whole, await PromQl.WaitForAsync(Engine(name), "sum(system_memory_usage_bytes)"));
        Assert.Equal(whole, await PromQl.WaitForAsync(Engine(name), "system_memory_limit_bytes"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ThereAreAsManyCpus(string name) =>
        Assert.Equal(
            File.ReadLines("/proc/stat").Count(line => line.StartsWith("cpu", StringComparison.Ordinal) && char.IsAsciiDigit(line[3])),
            await PromQl.WaitForAsync(Engine(name), "system_cpu_logical_count")
        );

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ACounterIsBetweenTwoReadings(string name)
    {
        // Of a scrape that was made after the first reading.
        const string Created = "system_process_created_total";
        Part engine = Engine(name);
        long before = ProcFiles.Keyed("/proc/stat", "processes ");
        double scraped = await PromQl.WaitForAsync(engine, Created, value => value >= before);
        Assert.InRange(scraped, before, ProcFiles.Keyed("/proc/stat", "processes "));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TheTimesOfTheCpuAreBetweenTwoReadings(string name)
    {
        // In hundredths of a second: the sum of user, nice and system, none of which ever falls.
        Part engine = Engine(name);
        long before = ProcFiles.BusyTicks();
        double scraped = await PromQl.WaitForAsync(
            engine,
            "round(100 * sum(system_cpu_time_seconds_total{cpu_mode=~\"user|nice|system\"}))",
            value => value >= before
        );
        Assert.InRange(scraped, before, ProcFiles.BusyTicks());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TheResourceSaysWhichMachineItIs(string name)
    {
        Part engine = Engine(name);
        _ = await PromQl.WaitForAsync(engine, "target_info");
        Dictionary<string, string> labels = (await PromQl.QueryAsync(engine, "target_info")).Single().Labels;
        Assert.Equal(Environment.MachineName, labels["host_name"]);
        Assert.Equal("linux", labels["os_type"]);
        Assert.Equal(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), labels["process_pid"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AGroupHasItsProcesses(string name)
    {
        // The name of the group has quotation marks, which are escaped on the way.
        Part engine = Engine(name);
        Assert.SkipWhen((fleet.NodeExporter ?? fleet.Prometheus) is null, "no program of the group is installed");
        _ = await PromQl.WaitForAsync(engine, "psutil_process_group_count{psutil_group='fleet \"test\"'}", value => value >= 1);
    }

    private Part Engine(string name)
    {
        Part? engine = name == "prometheus" ? fleet.Prometheus : fleet.VictoriaMetrics;
        Assert.SkipWhen(engine is null, $"{name} is not installed");
        return engine;
    }
}
