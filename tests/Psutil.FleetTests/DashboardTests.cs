using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Psutil.AspNetCore.Exposition;
using Psutil.FleetTests.Parts;

namespace Psutil.FleetTests;

/// <summary>Every query of the dashboards and of the rules, asked of the Prometheus that scrapes this machine.</summary>
public sealed partial class DashboardTests(Fleet fleet)
{
    public static TheoryData<string> Dashboards => ["psutil-host.json", "psutil-processes.json"];

    [Theory]
    [MemberData(nameof(Dashboards))]
    public async Task EveryQueryIsAnswered(string file)
    {
        Assert.SkipWhen(fleet.Prometheus is null, "prometheus is not installed");
        Part prometheus = fleet.Prometheus;
        string[] queries = [.. Queries(file).Select(WithValues)];
        Assert.NotEmpty(queries);

        // Two scrapes have been made, so that there are rates.
        _ = await PromQl.WaitForAsync(prometheus, "count_over_time(system_uptime_seconds[1m])", value => value >= 2);
        HashSet<string> scraped =
        [
            .. (await PromQl.QueryAsync(prometheus, "group by (__name__) ({job=\"psutil\"})")).Select(series => series.Labels["__name__"]),
        ];
        foreach (string query in queries)
        {
            // Of what this machine does not have, such as a battery, there is an empty answer. It has no containers.
            bool hasData = Names(query).All(scraped.Contains) && !query.Contains("container", StringComparison.Ordinal);
            await Wait.ForAsync(query, async () =>
            {
                List<(Dictionary<string, string>, double)> answer = await PromQl.QueryAsync(prometheus, query);
                return answer.Count > 0 || !hasData ? answer : null;
            });
        }
    }

    [Fact]
    public void EveryNameIsThatOfAnInstrument()
    {
        HashSet<string> known = InstrumentNames();
        string[] expressions =
        [
            .. Dashboards.SelectMany(file => Queries(file)),
            File.ReadAllText(Path.Join(Fleet.Deploy, "prometheus", "psutil.rules.yml")),
        ];
        Assert.NotEmpty(expressions.SelectMany(Names));
        Assert.All(expressions.SelectMany(Names), name => Assert.Contains(name, known));
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void PanelsDoNotOverlap(string file)
    {
        HashSet<(int, int)> taken = [];
        using JsonDocument document = Read(file);
        foreach (JsonElement panel in document.RootElement.GetProperty("panels").EnumerateArray())
        {
            JsonElement place = panel.GetProperty("gridPos");
            (int x, int y) = (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32());
            for (int cell = 0; cell < place.GetProperty("w").GetInt32() * place.GetProperty("h").GetInt32(); cell++)
            {
                int width = place.GetProperty("w").GetInt32();
                Assert.True(taken.Add((x + cell % width, y + cell / width)), panel.GetProperty("title").GetString());
                Assert.True(x + width <= 24, panel.GetProperty("title").GetString());
            }
        }
    }

    private static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllText(Path.Join(Fleet.Deploy, "grafana", file)));

    private static List<string> Queries(string file)
    {
        using JsonDocument document = Read(file);
        JsonElement root = document.RootElement;
        return
        [
            .. root.GetProperty("panels")
                .EnumerateArray()
                .Where(panel => panel.TryGetProperty("targets", out _))
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
                .Select(target => target.GetProperty("expr").GetString()!),
        ];
    }

    // Grafana's own variables.
    private static string WithValues(string query) =>
        query.Replace("$__rate_interval", "1m", StringComparison.Ordinal).Replace("$instance", ".*", StringComparison.Ordinal);

    /// <summary>The names of metrics in an expression: those before a brace, a bracket or a closing parenthesis; labels are not.</summary>
    private static IEnumerable<string> Names(string expression) => Name().Matches(expression).Select(match => match.Groups["name"].Value);

    private static HashSet<string> InstrumentNames()
    {
        HashSet<string> names = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == PsutilMetrics.MeterName)
            {
                bool isCounter = instrument is ObservableCounter<long> or ObservableCounter<double> or ObservableCounter<int>;
                string name = MetricName.Of(instrument.Name, instrument.Unit, isCounter ? MetricKind.Counter : MetricKind.Gauge).Name;
                lock (names)
                {
                    names.Add(isCounter ? $"{name}_total" : name);
                }
            }
        };
        listener.Start();
        using FakeMachine machine = new(new FakeClock());
        using PsutilMetrics metrics = new(
            machine,
            new PsutilMetricsOptions
            {
                IncludeOptional = true,
                TopProcesses = 1,
                Groups = ProcessGroups.Parse("""{ "groups": [{ "group": "all" }] }"""u8),
            }
        );
        return names;
    }

    [GeneratedRegex(@"(?<![\w:""])(?<name>(system|psutil|process|hw)_[a-z0-9_]+)(?=\{|\[|\)\)| \*| -|$)")]
    private static partial Regex Name();
}
