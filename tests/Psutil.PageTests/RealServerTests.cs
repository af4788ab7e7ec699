using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Psutil.AspNetCore;

namespace Psutil.PageTests;

/// <summary>The page below <c>MapPsutil</c>, with the numbers of this machine.</summary>
[Collection(PageCollection.Name)]
public class RealServerTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("")]
    [InlineData("/tools/psutil")]
    public async Task ItShowsThisMachine(string prefix)
    {
        await using WebApplication app = await StartAsync(prefix);
        await using BrowserPage page = await browser.OpenAsync(new Uri(app.Urls.Single() + prefix));
        await BrowserPage.SeesAsync(page.State, "Live");
        await BrowserPage.SeesAsync(page.Page.Locator("#host"), Environment.MachineName);
        await BrowserPage.SeesAsync(page.Page.Locator("#cpu"), "%");
        await BrowserPage.SeesAsync(page.Page.Locator("#memory-note"), "available");
        await BrowserPage.SeesAsync(page.Finding("largest"), "iB");

        // This process is one of the machine's, with its number and its details.
        await page.Filter.FillAsync(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        await page.Row(Environment.ProcessId).ClickAsync();
        await BrowserPage.SeesAsync(page.Details, "cpu_times");
        await BrowserPage.SeesAsync(page.Details, "memory_info");
        page.AssertQuiet();
    }

    [Fact]
    public async Task WithoutProcessesThereIsNoTable()
    {
        await using WebApplication app = await StartAsync("", options => options.ShowProcesses = false);
        await using BrowserPage page = await browser.OpenAsync(new Uri(app.Urls.Single()));
        await BrowserPage.SeesAsync(page.State, "Live");
        await BrowserPage.SeesAsync(page.Page.Locator("#memory-note"), "available");
        await Assertions.Expect(page.Page.Locator("#tables")).ToBeHiddenAsync(new() { Timeout = BrowserFixture.Deadline });
        page.AssertQuiet();
    }

    private static async Task<WebApplication> StartAsync(string prefix, Action<PsutilEndpointOptions>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddPsutil();
        WebApplication app = builder.Build();
        app.MapPsutil(prefix, configure);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
