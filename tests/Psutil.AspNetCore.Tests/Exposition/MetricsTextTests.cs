using Psutil.AspNetCore.Exposition;

namespace Psutil.AspNetCore.Tests.Exposition;

public class MetricsTextTests
{
    [Fact]
    public async Task EverySiteAnswersWithItsOwnMeterAlone()
    {
        await using Site other = await Site.StartAsync();
        await using Site site = await Site.StartAsync();
        string text = await site.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        string[] names =
        [
            .. text.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]),
        ];
        Assert.Contains("psutil_series_left_out_total", names);
        Assert.Equal(names.Distinct(), names);
        Assert.Single(text.Split('\n'), line => line.StartsWith("psutil_series_left_out_total ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheFormatIsNegotiated()
    {
        await using Site site = await Site.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, "/metrics");
        request.Headers.Add("Accept", "application/openmetrics-text;version=1.0.0");
        using HttpResponseMessage answer = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(MetricsFormats.GetContentType(MetricsFormat.OpenMetrics), answer.Content.Headers.ContentType?.ToString());
        Assert.EndsWith(
            "\n# EOF\n",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }
}
