using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Psutil.AspNetCore;

namespace Psutil.PageTests;

/// <summary>The page below <c>MapPsutil</c>, with the numbers of this machine.</summary>
[Collection(SharedBrowser.Name)]
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
        await page.OpenAsync(Environment.ProcessId);
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

    [Fact]
    public async Task ATokenIsAskedForFirst()
    {
        const string Token = "a-token-of-this-test";
        await using WebApplication app = await StartAsync("/psutil", options => options.Token = Token);
        await using BrowserPage page = await browser.OpenAsync(new Uri(app.Urls.Single() + "/psutil/"));
        await page.Page.GetByLabel("Token").FillAsync("another-token-than-that");
        await page.Page.GetByRole(AriaRole.Button).ClickAsync();
        await page.Page.GetByLabel("Token").FillAsync(Token);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await BrowserPage.SeesAsync(page.State, "Live");
        // Behind a token the page has what only the owner of a process may see.
        await page.OpenAsync(Environment.ProcessId);
        await BrowserPage.SeesAsync(page.Details, Environment.CurrentDirectory);

        await page.Page.Context.ClearCookiesAsync();
        await page.Page.Keyboard.PressAsync("p");
        await page.Page.Keyboard.PressAsync("p");
        await BrowserPage.SeesAsync(page.State, "The server asks for a token");
        // A browser reports each refused request, and the icon that it looks for beside the login.
        page.AssertQuiet(expected: "Failed to load resource");
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
