using System.Buffers;
using System.Text;
using Psutil.AspNetCore.Exposition;

namespace Psutil.AspNetCore.Tests.Exposition;

public class MetricWriterTests
{
    [Fact]
    public void TextHasTheSuffixesInEveryLine() =>
        Assert.Equal(
            """
            # HELP cpu_seconds_total The time.
            # TYPE cpu_seconds_total counter
            cpu_seconds_total{mode="user"} 1.5
            cpu_seconds_total{mode="idle"} 2
            # HELP target_info The machine.
            # TYPE target_info gauge
            target_info{host="a"} 1

            """,
            Write(MetricsFormat.PrometheusText, Example)
        );

    [Fact]
    public void OpenMetricsHasUnitsAndAnEnd() =>
        Assert.Equal(
            """
            # HELP cpu_seconds The time.
            # TYPE cpu_seconds counter
            # UNIT cpu_seconds seconds
            cpu_seconds_total{mode="user"} 1.5
            cpu_seconds_total{mode="idle"} 2
            # HELP target The machine.
            # TYPE target info
            target_info{host="a"} 1
            # EOF

            """,
            Write(MetricsFormat.OpenMetrics, Example)
        );

    [Theory]
    [InlineData(false, "a \"quoted\" \\\\ text\\nof two lines")]
    [InlineData(true, "a \\\"quoted\\\" \\\\ text\\nof two lines")]
    public void HostileTextStaysInItsPlace(bool isOpenMetrics, string help)
    {
        string text = Write(isOpenMetrics ? MetricsFormat.OpenMetrics : MetricsFormat.PrometheusText, writer =>
        {
            writer.Begin("a", MetricKind.Gauge, "a \"quoted\" \\ text\nof two lines");
            writer.Sample(1, ("name", "x\"} 1\n# EOF\r\\"), ("other", "ä😀"));
        });
        Assert.Contains($"# HELP a {help}\n", text, StringComparison.Ordinal);
        Assert.Contains("a{name=\"x\\\"} 1\\n# EOF \\\\\",other=\"ä😀\"} 1\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(0.1, "0.1")]
    [InlineData(-12345678901234, "-12345678901234")]
    [InlineData(1.7976931348623157E+308, "1.7976931348623157E+308")]
    [InlineData(-2.2250738585072014E-308, "-2.2250738585072014E-308")]
    public void ANumberIsWrittenAsItIs(double value, string expected) =>
        Assert.EndsWith($"\na {expected}\n", Write(MetricsFormat.PrometheusText, writer =>
            {
                writer.Begin("a", MetricKind.Gauge, "A.");
                writer.Sample(value);
            }), StringComparison.Ordinal);

    [Fact]
    public void ASampleIsWrittenOnce() => Assert.EndsWith("gauge\na{x=\"1\"} 1\n", Write(MetricsFormat.PrometheusText, writer =>
            {
                writer.Begin("a", MetricKind.Gauge, "A.");
                writer.Sample(1, ("x", "1"));
                writer.Sample(2, ("x", "1"));
            }), StringComparison.Ordinal);

    [Fact]
    public void AMetricIsWrittenOnce() => Assert.Equal("# HELP a A.\n# TYPE a untyped\na 1\n", Write(MetricsFormat.PrometheusText, writer =>
            {
                writer.One("a", MetricKind.Unknown, "A.", 1);
                writer.Begin("a", MetricKind.Gauge, "Again.");
                writer.Sample(2);
                writer.Sample(3, ("x", "1"));
            }));

    [Fact]
    public void AMetricWithoutASampleIsNotWritten() =>
        Assert.Empty(Write(MetricsFormat.PrometheusText, writer => writer.Begin("a", MetricKind.Gauge, "A.")));

    private static void Example(MetricWriter writer)
    {
        writer.Begin("cpu_seconds", MetricKind.Counter, "The time.", "seconds");
        writer.Sample(1.5, ("mode", "user"));
        writer.Sample(2, ("mode", "idle"));
        writer.Begin("target", MetricKind.Info, "The machine.");
        writer.Sample(1, ("host", "a"));
    }

    private static string Write(MetricsFormat format, Action<MetricWriter> write)
    {
        ArrayBufferWriter<byte> output = new();
        MetricWriter writer = new(output, format);
        write(writer);
        writer.End();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
