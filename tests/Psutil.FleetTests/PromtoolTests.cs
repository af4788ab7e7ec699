using Psutil.FleetTests.Parts;

namespace Psutil.FleetTests;

/// <summary>What Prometheus's own tool says of the exposition and of <c>deploy/prometheus</c>.</summary>
public class PromtoolTests(Fleet fleet)
{
    // Names of gauges that the conventions end with a word that Prometheus keeps for histograms.
    private const string Count = "non-histogram and non-summary metrics should not have \"_count\" suffix";

    [Fact]
    public async Task TheMetricsAreAsPrometheusWantsThem()
    {
        string promtool = Debian.Require("promtool", "prometheus");
        string text = await fleet.Site.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        (int exitCode, string output) = await Debian.RunAsync(promtool, ["check", "metrics"], text);

        // 3: there are remarks, all of which are known.
        Assert.True(exitCode is 0 or 3, output);
        Assert.DoesNotContain(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line =>
            !line.EndsWith($"_count {Count}", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("check", "rules", "psutil.rules.yml")]
    [InlineData("test", "rules", "psutil.rules.test.yml")]
    [InlineData("check", "config", "prometheus.yml")]
    public async Task WhatIsDeployedIsValid(string verb, string noun, string file)
    {
        string promtool = Debian.Require("promtool", "prometheus");
        (int exitCode, string output) = await Debian.RunAsync(promtool, [verb, noun, Path.Join(Fleet.Deploy, "prometheus", file)]);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task TheServiceIsHardened()
    {
        // The lower, the less the service may do; 3.0 leaves room for what later versions of systemd look for.
        string analyze = Debian.Require("systemd-analyze", "systemd");
        string unit = Path.Join(Fleet.Deploy, "systemd", "psutil-serve.service");
        (int exitCode, string output) = await Debian.RunAsync(
            analyze,
            ["security", "--offline=true", "--no-pager", "--threshold=30", unit]
        );
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void EveryAlertIsTested()
    {
        string[] rules = File.ReadAllLines(Path.Join(Fleet.Deploy, "prometheus", "psutil.rules.yml"));
        string[] tests = File.ReadAllLines(Path.Join(Fleet.Deploy, "prometheus", "psutil.rules.test.yml"));
        string[] alerts =
        [
            .. rules.Where(line => line.Contains("- alert: ", StringComparison.Ordinal)).Select(line => line.Split(": ")[1]),
        ];
        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert => Assert.Contains($"        alertname: {alert}", tests));
    }
}
