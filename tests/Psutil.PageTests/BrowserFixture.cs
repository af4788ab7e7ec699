using Microsoft.Playwright;

namespace Psutil.PageTests;

/// <summary>One browser for all tests: Debian's Chromium, driven by Playwright. Tests that need it are skipped where it is absent.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>Generous: other suites run at the same moment.</summary>
    public const float Deadline = 60_000;

    private const string Chromium = "/usr/bin/chromium";

    private readonly string _home = Directory.CreateTempSubdirectory("psutil-page-").FullName;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await LaunchAsync(_playwright);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        try
        {
            Directory.Delete(_home, recursive: true);
        }
        catch (IOException)
        {
            // A process of the browser that is about to end may still write.
        }
    }

    /// <summary>A page in a context of its own. Skips the test where there is no browser.</summary>
    internal async Task<BrowserPage> OpenAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(_browser is null, $"There is no {Chromium}: the page is not tested in a browser.");
        IBrowserContext context = await _browser.NewContextAsync(
            options
                ?? new()
                {
                    ViewportSize = new() { Width = 1440, Height = 900 },
                    ColorScheme = ColorScheme.Light,
                }
        );
        context.SetDefaultTimeout(Deadline);
        context.SetDefaultNavigationTimeout(Deadline);
        BrowserPage page = new(context, await context.NewPageAsync(), address);
        await page.Page.GotoAsync(address.AbsoluteUri);
        return page;
    }

    private async Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        BrowserTypeLaunchOptions options = new()
        {
            ExecutablePath = Chromium,
            Headless = true,
            Timeout = 2 * Deadline,
            // Tests run as root, and a container's /dev/shm may be small.
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
            Env = new Dictionary<string, string>
            {
                ["HOME"] = _home,
                ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin",
                ["TMPDIR"] = _home,
            },
        };
        try
        {
            return await playwright.Chromium.LaunchAsync(options);
        }
        catch (PlaywrightException)
        {
            // A browser that does not start under load is not what these tests are about.
            return await playwright.Chromium.LaunchAsync(options);
        }
    }
}
