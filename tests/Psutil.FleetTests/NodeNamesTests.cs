using System.Buffers;
using System.Text;
using Psutil.AspNetCore.Exposition;
using Psutil.AspNetCore.NodeNames;
using Psutil.FleetTests.Parts;

namespace Psutil.FleetTests;

/// <summary>node_exporter's names, beside Debian's node_exporter on the same files and on the same machine.</summary>
public class NodeNamesTests
{
    private static readonly string[] Collectors =
    [
        "cpu",
        "diskstats",
        "filefd",
        "filesystem",
        "hwmon",
        "loadavg",
        "meminfo",
        "netdev",
        "powersupplyclass",
        "pressure",
        "sockstat",
        "stat",
        "thermal_zone",
        "time",
        "uname",
        "vmstat",
    ];

    /// <summary>What differs from one reading to the next, whoever reads.</summary>
    private static readonly string[] Moving =
    [
        "node_scrape_collector",
        "node_time_seconds",
        "node_filesystem_avail_bytes",
        "node_filesystem_files",
        "node_filesystem_free_bytes",
    ];

    /// <summary>What docs/metrics.md says is not there.</summary>
    private static readonly string[] LeftOut =
    [
        "node_disk_discard",
        "node_disk_flush",
        "node_disk_info",
        "node_disk_io_now",
        "node_disk_io_time_weighted",
        "node_network_receive_compressed",
        "node_network_receive_fifo",
        "node_network_receive_frame",
        "node_network_receive_multicast",
        "node_network_receive_nohandler",
        "node_network_transmit_carrier",
        "node_network_transmit_colls",
        "node_network_transmit_compressed",
        "node_network_transmit_fifo",
        "node_cpu_info",
        "node_cpu_core_throttles",
        "node_power_supply_info",
        "node_time_zone",
        "node_time_clocksource",
        "node_hwmon_temp_crit_alarm",
        "node_exporter_build_info",
    ];

    [Fact]
    public async Task TheSameFilesGiveTheSameSamples()
    {
        using KernelFixture fixture = KernelFixture.Create();
        await using Part part = await StartAsync(fixture.Proc, fixture.Sys, Collectors);
        string theirs = await part.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        using Machine machine = Machine.Open(new MachineOptions { ProcPath = fixture.Proc, SysPath = fixture.Sys });
        string ours = await WriteAsync(new NodeMetricsText(new SharedMachine(machine), fixture.Proc, fixture.Sys), fixture.Has(Collectors));
        Dictionary<string, double> expected = Comparable(theirs);
        Dictionary<string, double> actual = Comparable(ours);
        Assert.True(expected.Count > 100, theirs);
        Assert.Empty(expected.Keys.Except(actual.Keys));
        Assert.Empty(actual.Keys.Except(expected.Keys));
        Assert.All(expected, sample => Assert.Equal(sample.Value, actual[sample.Key], 1e-9 * Math.Abs(sample.Value)));
    }

    [Fact]
    public async Task TheSameFilesGiveTheSameTypesAndTexts()
    {
        using KernelFixture fixture = KernelFixture.Create();
        await using Part part = await StartAsync(fixture.Proc, fixture.Sys, Collectors);
        string theirs = await part.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        using Machine machine = Machine.Open(new MachineOptions { ProcPath = fixture.Proc, SysPath = fixture.Sys });
        string ours = await WriteAsync(new NodeMetricsText(new SharedMachine(machine), fixture.Proc, fixture.Sys), fixture.Has(Collectors));
        Assert.Empty(Samples.Heads(ours).Except(Samples.Heads(theirs)));
    }

    [Fact]
    public async Task OfThisMachineBothSayTheSame()
    {
        // What does not change from one reading to the next; other programs mount file systems meanwhile.
        await using Part part = await StartAsync("/proc", "/sys", Collectors);
        Dictionary<string, double> expected = Comparable(
            await part.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken)
        );
        Dictionary<string, double> actual = Comparable(
            await WriteAsync(new NodeMetricsText(new SharedMachine(Machine.Local)), ["cpu", "filefd", "filesystem", "meminfo", "uname"])
        );
        string[] same =
        [
            .. expected.Keys.Where(key =>
                key.StartsWith("node_uname_info", StringComparison.Ordinal)
                || key.StartsWith("node_memory_MemTotal_bytes", StringComparison.Ordinal)
                || key.StartsWith("node_filefd_maximum", StringComparison.Ordinal)
                || (
                    key.StartsWith("node_filesystem_size_bytes", StringComparison.Ordinal)
                    && key.EndsWith("mountpoint=\"/\"}", StringComparison.Ordinal)
                )
            ),
        ];
        Assert.True(same.Length >= 3, string.Join('\n', same));
        Assert.All(same, key => Assert.Equal(expected[key], actual[key]));

        // Of the CPUs, each has every mode.
        Assert.Empty(expected.Keys.Where(key => key.StartsWith("node_cpu_", StringComparison.Ordinal)).Except(actual.Keys));
    }

    [Fact]
    public async Task PromtoolHasNoRemarkThatItDoesNotHaveOfNodeExporter()
    {
        string promtool = Debian.Require("promtool", "prometheus");
        await using Part part = await StartAsync("/proc", "/sys", Collectors);
        string theirs = await part.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        (_, string expected) = await Debian.RunAsync(promtool, ["check", "metrics"], theirs);
        (int exitCode, string actual) = await Debian.RunAsync(
            promtool,
            ["check", "metrics"],
            await WriteAsync(new NodeMetricsText(new SharedMachine(Machine.Local)), ["cpu", "meminfo"])
        );
        Assert.True(exitCode is 0 or 3, actual);
        Assert.Empty(actual.Split('\n').Except(expected.Split('\n')));
    }

    private static async Task<Part> StartAsync(string proc, string sys, IEnumerable<string> collectors)
    {
        string path = Debian.Require("prometheus-node-exporter", "prometheus-node-exporter");
        return await Part.StartAsync(
            path,
            [
                "--web.listen-address=127.0.0.1:0",
                $"--path.procfs={proc}",
                $"--path.sysfs={sys}",
                "--collector.disable-defaults",
                "--no-collector.netdev.netlink",
                "--web.disable-exporter-metrics",
                // Debian leaves out the loopback interface by default.
                "--collector.netdev.device-exclude=^none$",
                .. collectors.Select(name => $"--collector.{name}"),
            ],
            Path.GetTempPath(),
            "/"
        );
    }

    /// <summary>Asks until these collectors have values: what takes longer than a second is left out of one answer.</summary>
    private static Task<string> WriteAsync(NodeMetricsText text, IEnumerable<string> collectors) =>
        Wait.ForAsync("the values of all collectors", () =>
        {
            ArrayBufferWriter<byte> output = new();
            text.Write(output, MetricsFormat.PrometheusText);
            string written = Encoding.UTF8.GetString(output.WrittenSpan);
            bool isComplete = collectors.All(name =>
                written.Contains($"node_scrape_collector_success{{collector=\"{name}\"}} 1\n", StringComparison.Ordinal)
            );
            return Task.FromResult(isComplete ? written : null);
        });

    private static Dictionary<string, double> Comparable(string text) =>
        Samples
            .Parse(text)
            .Where(sample =>
                sample.Key.StartsWith("node_", StringComparison.Ordinal)
                && !Moving.Concat(LeftOut).Any(name => sample.Key.StartsWith(name, StringComparison.Ordinal))
            )
            .ToDictionary(StringComparer.Ordinal);
}
