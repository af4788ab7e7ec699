using Psutil.AspNetCore.Exposition;

namespace Psutil.AspNetCore.Tests.Exposition;

public class MetricNameTests
{
    [Theory]
    [InlineData("system.cpu.time", "s", "system_cpu_time_seconds", "seconds")]
    [InlineData("process.disk.io", "By", "process_disk_io_bytes", "bytes")]
    [InlineData("system.network.packet.count", "{packet}", "system_network_packet_count", "")]
    [InlineData("requests.total", "1", "requests", "")]
    public void ACounterHasItsUnit(string name, string unit, string expected, string word) =>
        Assert.Equal((expected, word), MetricName.Of(name, unit, MetricKind.Counter));

    [Theory]
    [InlineData("system.cpu.utilization", "1", "system_cpu_utilization_ratio", "ratio")]
    [InlineData("system.cpu.frequency", "Hz", "system_cpu_frequency_hertz", "hertz")]
    [InlineData("hw.temperature", "Cel", "hw_temperature_celsius", "celsius")]
    [InlineData("hw.network.bandwidth.limit", "By/s", "hw_network_bandwidth_limit_bytes_per_second", "bytes_per_second")]
    [InlineData("hw.fan.speed", "rpm", "hw_fan_speed_rpm", "rpm")]
    [InlineData("system.cpu.load_average.1m", "{thread}", "system_cpu_load_average_1m", "")]
    [InlineData("queue.bytes", "By", "queue_bytes", "bytes")]
    [InlineData("5.things", null, "_5_things", "")]
    [InlineData("a.-ä.b", null, "a_b", "")]
    public void AGaugeHasItsUnit(string name, string? unit, string expected, string word) =>
        Assert.Equal((expected, word), MetricName.Of(name, unit, MetricKind.Gauge));

    [Fact]
    public void ALabelHasNoColon() => Assert.Equal("a_b_c", MetricName.Label("a:b.c"));
}
