using Psutil.AspNetCore.Exposition;

namespace Psutil.AspNetCore.Tests.Exposition;

public class MetricsFormatTests
{
    // What Prometheus 2.42, VictoriaMetrics and browsers send.
    [Theory]
    [InlineData(
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        true
    )]
    [InlineData("application/openmetrics-text", true)]
    [InlineData("application/openmetrics-text; version=\"1.0.0\"", true)]
    [InlineData("application/openmetrics-text;version=2.0.0", false)]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0.3,text/plain;q=0.5", false)]
    [InlineData("application/openmetrics-text;q=0", false)]
    [InlineData("text/plain;version=0.0.4;q=1,*/*;q=0.1", false)]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", false)]
    [InlineData("*/*", false)]
    [InlineData(";;;,=,", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void TheScraperChooses(string? accept, bool isOpenMetrics) =>
        Assert.Equal(isOpenMetrics ? MetricsFormat.OpenMetrics : MetricsFormat.PrometheusText, MetricsFormats.Choose(accept));
}
