using Microsoft.Playwright;

namespace Psutil.PageTests;

/// <summary>The page over its life: a server that goes and comes back, a reader who looks elsewhere, themes and screens.</summary>
[Collection(SharedBrowser.Name)]
public class LifeTests(BrowserFixture browser)
{
    [Fact]
    public async Task ItShowsTheMachine()
    {
        ScriptedMachine machine = new();
        machine.Add(1, "init");
        await using ScriptedServer server = await ScriptedServer.StartAsync(machine);
        await using BrowserPage page = await browser.OpenAsync(server.Address);
        await BrowserPage.SeesAsync(page.State, "Live");
        await BrowserPage.SeesAsync(page.Page.Locator("#host"), "scripted");
        await BrowserPage.SeesAsync(page.Page.Locator("#cpu"), "user 20 %");
        await BrowserPage.SeesAsync(page.Page.Locator("#cpu"), "load 0.50 0.25 0.13");
        await BrowserPage.SeesAsync(page.Page.Locator("#memory"), "used 3.0 GiB");
        await BrowserPage.SeesAsync(page.Page.Locator("#memory"), "5.0 GiB available, no swap");
        await BrowserPage.SeesAsync(page.Page.Locator("#cores-note"), "2 cores");
        await BrowserPage.SeesAsync(page.Page.Locator("#disks"), "2.0 MiB/s read");
        await BrowserPage.SeesAsync(page.Page.Locator("#network"), "4.0 KiB/s received");
        await BrowserPage.SeesAsync(page.Page.Locator("#volumes"), "/data");
        await Assertions.Expect(page.Page.Locator("#sensors")).ToBeHiddenAsync(new() { Timeout = BrowserFixture.Deadline });
        await Assertions.Expect(page.Page.Locator("#pressure")).ToBeHiddenAsync(new() { Timeout = BrowserFixture.Deadline });
        // The history is drawn, not only the last moment: a minute ago the CPU was at work, too. A copy is read, as a browser warns of
        // reading what is drawn often.
        await page.UntilAsync(
            """
            () => {
              const canvas = document.querySelector('#cpu canvas');
              const copy = document.createElement('canvas');
              [copy.width, copy.height] = [canvas.width, canvas.height];
              const context = copy.getContext('2d', { willReadFrequently: true });
              context.drawImage(canvas, 0, 0);
              const colour = parseInt(getComputedStyle(canvas).getPropertyValue('--user').trim().slice(1), 16);
              const column = context.getImageData(Math.round(canvas.width * 0.8), 0, 1, canvas.height).data;
              return column.some((_, at) => at % 4 === 0 && (column[at] << 16 | column[at + 1] << 8 | column[at + 2]) === colour);
            }
            """
        );
        page.AssertQuiet();
    }

    [Fact]
    public async Task ItSurvivesAServerThatRestarts()
    {
        ScriptedMachine machine = new();
        machine.Add(1, "init");
        machine.Add(100, "before");
        await using ScriptedServer server = await ScriptedServer.StartAsync(machine);
        await using BrowserPage page = await browser.OpenAsync(server.Address);
        await BrowserPage.SeesAsync(page.State, "Live");
        await BrowserPage.SeesAsync(page.Count, "2 processes");
        await server.StopAsync();
        await BrowserPage.SeesAsync(page.State, "No answer since");
        await BrowserPage.HasAsync(page.State, "data-state", "lost");
        machine.End(100);
        machine.Add(101, "after");
        machine.Add(102, "after");
        await server.StartAsync();
        await BrowserPage.SeesAsync(page.State, "Live");
        await BrowserPage.SeesAsync(page.Row(101), "after");
        await BrowserPage.SeesAsync(page.Count, "3 processes");
        page.AssertQuiet(expected: "ERR_");
    }

    [Fact]
    public async Task ItPausesWhileItIsHidden()
    {
        ScriptedMachine machine = new();
        machine.Add(1, "init");
        await using ScriptedServer server = await ScriptedServer.StartAsync(machine);
        await using BrowserPage page = await browser.OpenAsync(server.Address);
        await BrowserPage.SeesAsync(page.State, "Live");
        await HideAsync(page, isHidden: true);
        await BrowserPage.SeesAsync(page.State, "Paused");
        await UntilStreamsAsync(server, 0);
        machine.Add(2, "meanwhile");
        await HideAsync(page, isHidden: false);
        await BrowserPage.SeesAsync(page.State, "Live");
        await BrowserPage.SeesAsync(page.Row(2), "meanwhile");

        await page.Page.Keyboard.PressAsync("p");
        await BrowserPage.SeesAsync(page.State, "Paused");
        await BrowserPage.SeesAsync(page.Page.Locator("#pause"), "Go on");
        await UntilStreamsAsync(server, 0);
        await page.Page.Locator("#pause").ClickAsync();
        await BrowserPage.SeesAsync(page.State, "Live");
        page.AssertQuiet();
    }

    [Fact]
    public async Task HelpAndTheTimeShownHaveKeys()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new ScriptedMachine());
        await using BrowserPage page = await browser.OpenAsync(server.Address);
        await BrowserPage.SeesAsync(page.State, "Live");
        await page.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync(new() { Timeout = BrowserFixture.Deadline });
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Page.Locator("#help")).ToBeHiddenAsync(new() { Timeout = BrowserFixture.Deadline });
        await page.Page.Keyboard.PressAsync("w");
        await BrowserPage.HasAsync(page.Page.Locator("[data-span='900']"), "aria-pressed", "true");
        await page.Page.Locator("[data-span='3600']").ClickAsync();
        await BrowserPage.HasAsync(page.Page.Locator("[data-span='3600']"), "aria-pressed", "true");
        page.AssertQuiet();
    }

    [Fact]
    public async Task AThemeIsChosenAndKept()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new ScriptedMachine());
        await using BrowserPage page = await browser.OpenAsync(server.Address, new() { ColorScheme = ColorScheme.Dark });
        const string Ground = "() => getComputedStyle(document.body).backgroundColor";
        string dark = await page.Page.EvaluateAsync<string>(Ground);
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        Assert.NotEqual(dark, await page.Page.EvaluateAsync<string>(Ground));
        await page.Page.Keyboard.PressAsync("d");
        await BrowserPage.SeesAsync(page.Page.Locator("#theme"), "Theme: dark");
        Assert.Equal(dark, await page.Page.EvaluateAsync<string>(Ground));
        await page.Page.ReloadAsync();
        await BrowserPage.SeesAsync(page.Page.Locator("#theme"), "Theme: dark");
        Assert.Equal(dark, await page.Page.EvaluateAsync<string>(Ground));
        page.AssertQuiet();
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(820, 1180)]
    [InlineData(2560, 1440)]
    public async Task ItFitsAScreen(int width, int height)
    {
        ScriptedMachine machine = new();
        machine.Add(1, new string('w', 500), cpu: 100, user: new string('u', 100));
        machine.MountPoint = "/" + new string('m', 300);
        machine.Report("file-system", machine.MountPoint, "critical", value: 99, ScriptedMachine.Now, pid: 1);
        await using ScriptedServer server = await ScriptedServer.StartAsync(machine);
        await using BrowserPage page = await browser.OpenAsync(
            server.Address,
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
            }
        );
        await BrowserPage.SeesAsync(page.Rows.First, "www");
        await page.UntilAsync("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth");
        await page.UntilAsync("() => document.querySelector('#processes').scrollWidth <= document.querySelector('#processes').clientWidth");
        await page.Rows.First.ClickAsync();
        await BrowserPage.SeesAsync(page.Details, "/opt/1/program");
        await page.UntilAsync("() => document.querySelector('#details').scrollWidth <= document.querySelector('#details').clientWidth");
        page.AssertQuiet();
    }

    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task TextStandsOutAndEverythingHasAName(ColorScheme scheme)
    {
        ScriptedMachine machine = new();
        machine.Add(1, "init");
        await using ScriptedServer server = await ScriptedServer.StartAsync(machine);
        await using BrowserPage page = await browser.OpenAsync(server.Address, new() { ColorScheme = scheme });
        await BrowserPage.SeesAsync(page.State, "Live");
        string[] weak = await page.Page.EvaluateAsync<string[]>(
            """
            () => {
              const style = getComputedStyle(document.documentElement);
              const light = name => {
                const hex = style.getPropertyValue(`--${name}`).trim().slice(1);
                const [r, g, b] = [0, 2, 4].map(at => parseInt(hex.slice(at, at + 2), 16) / 255)
                  .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
              const grounds = ['ground', 'panel', 'row', 'selected', 'good-ground', 'warn-ground', 'bad-ground'];
              const pairs = grounds.map(ground => ['text', ground]).concat([
                ['muted', 'ground'], ['muted', 'panel'], ['accent', 'panel'], ['accent', 'bad-ground'], ['accent', 'warn-ground'],
                ['warn', 'panel'], ['bad', 'panel'], ['bad', 'ground'], ['warn', 'row'], ['bad', 'row'], ['warn', 'selected'],
                ['bad', 'selected'], ['good', 'good-ground'], ['warn', 'warn-ground'], ['bad', 'bad-ground']]);
              return pairs.filter(([text, ground]) => !(contrast(text, ground) >= 4.5))
                .map(([text, ground]) => `${text} on ${ground}: ${contrast(text, ground).toFixed(2)}`);
            }
            """
        );
        Assert.Empty(weak);
        string[] nameless = await page.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('button, canvas, input, [role=grid]')].filter(element => element.offsetParent !== null
              && !element.textContent.trim() && !element.getAttribute('aria-label') && !element.labels?.length)
              .map(element => element.outerHTML)
            """
        );
        Assert.Empty(nameless);
        page.AssertQuiet();
    }

    private static Task HideAsync(BrowserPage page, bool isHidden) =>
        page.Page.EvaluateAsync(
            """
            isHidden => {
              Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
              document.dispatchEvent(new Event('visibilitychange'));
            }
            """,
            isHidden
        );

    private static async Task UntilStreamsAsync(ScriptedServer server, int count)
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromMilliseconds(BrowserFixture.Deadline));
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(20));
        while (server.Streams != count)
        {
            await timer.WaitForNextTickAsync(deadline.Token);
        }
    }
}
