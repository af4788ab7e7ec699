using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Psutil.AspNetCore;
using Psutil.Recording;

namespace Psutil.PageTests;

/// <summary>The last day, from a recording: curves, and the processes of the moment that is chosen.</summary>
[Collection(SharedBrowser.Name)]
public sealed class PastTests(BrowserFixture browser) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("psutil-page-past-").FullName;

    private string Recorded => Path.Join(_root, "history");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task WithoutARecordingThereIsNoLastDay()
    {
        await using WebApplication app = await StartAsync();
        await using BrowserPage page = await browser.OpenAsync(new Uri(app.Urls.Single()));
        await BrowserPage.SeesAsync(page.State, "Live");
        await BrowserPage.SeesAsync(page.Page.Locator("#memory-note"), "available");
        await Assertions.Expect(page.Page.Locator("#past")).ToBeHiddenAsync(new() { Timeout = BrowserFixture.Deadline });
        page.AssertQuiet();
    }

    [Theory]
    [InlineData(390, 844, ColorScheme.Dark)]
    [InlineData(1440, 900, ColorScheme.Light)]
    [InlineData(2560, 1440, ColorScheme.Dark)]
    public async Task AClickOnTheDayShowsTheProcessesOfThatMoment(int width, int height, ColorScheme scheme)
    {
        Record();
        await using WebApplication app = await StartAsync();
        await using BrowserPage page = await browser.OpenAsync(
            new Uri(app.Urls.Single()),
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                ColorScheme = scheme,
            }
        );
        await BrowserPage.SeesAsync(page.State, "Live");
        await page.Page.Locator("#past summary").ClickAsync();
        await BrowserPage.SeesAsync(page.Page.Locator("#past-cpu"), "average 50 %");
        await BrowserPage.SeesAsync(page.Page.Locator("#past-memory"), "used 40 %");
        await BrowserPage.SeesAsync(page.Page.Locator("#past-disks"), "read 1.0 KiB/s");
        await Assertions.Expect(page.Page.Locator("#past-pressure")).ToBeHiddenAsync(new() { Timeout = BrowserFixture.Deadline });

        // Two hours of a day are recorded: a click at its right end is in them.
        await ChooseAsync(page, 0.98f);
        ILocator moment = page.Page.Locator("#past-moment");
        await BrowserPage.SeesAsync(moment, "CPU 50 %, memory 400 B, 2 processes");
        ILocator first = page.Page.Locator("#past-processes tr").First;
        await BrowserPage.SeesAsync(first, "hungry");
        await BrowserPage.SeesAsync(first, "75 %");
        await page.Page.Locator("[data-past-sort=memory]").ClickAsync();
        await BrowserPage.SeesAsync(first, "large");
        await page.UntilAsync("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth");
        await page.UntilAsync("() => document.querySelector('#past').scrollWidth <= document.querySelector('#past').clientWidth");

        // By the keyboard alone: a moment before the recording is its first one.
        await page.Page.Locator("#past-time").FillAsync("2001-01-01T00:00:01");
        await page.Page.Locator("#past-time").PressAsync("Tab");
        await page.UntilAsync("() => !document.querySelector('#past-time').value.startsWith('2001')");
        await BrowserPage.SeesAsync(moment, "Nothing is known to have ended");
        string[] nameless = await page.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('#past button, #past canvas, #past input, #past [role=region]')]
              .filter(element => element.offsetParent !== null && !element.textContent.trim() && !element.getAttribute('aria-label')
                && !element.labels?.length).map(element => element.outerHTML)
            """
        );
        Assert.Empty(nameless);
        page.AssertQuiet();
    }

    [Fact]
    public async Task ADayBeforeIsShown()
    {
        Record(DateTimeOffset.UtcNow - TimeSpan.FromHours(30));
        await using WebApplication app = await StartAsync();
        await using BrowserPage page = await browser.OpenAsync(new Uri(app.Urls.Single()));
        await BrowserPage.SeesAsync(page.State, "Live");
        await page.Page.Locator("#past summary").ClickAsync();

        // The recording ended 28 hours ago: its own last day is shown, and there is none before.
        await BrowserPage.SeesAsync(page.Page.Locator("#past-cpu"), "average 50 %");
        await Assertions.Expect(page.Page.Locator("#past-before")).ToBeDisabledAsync(new() { Timeout = BrowserFixture.Deadline });
        await Assertions.Expect(page.Page.Locator("#past-after")).ToBeDisabledAsync(new() { Timeout = BrowserFixture.Deadline });
        page.AssertQuiet();
    }

    [Fact]
    public async Task BehindATokenThereIsTheIOOfProcesses()
    {
        const string Token = "a-token-of-this-test";
        Record();
        await using WebApplication app = await StartAsync(options => options.Token = Token);
        await using BrowserPage page = await browser.OpenAsync(new Uri(app.Urls.Single()));
        await page.Page.GetByLabel("Token").FillAsync(Token);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await BrowserPage.SeesAsync(page.State, "Live");
        await page.Page.Locator("#past summary").ClickAsync();
        await BrowserPage.SeesAsync(page.Page.Locator("#past-cpu"), "average 50 %");
        await ChooseAsync(page, 0.5f);
        await BrowserPage.SeesAsync(page.Page.Locator("#past-processes tr").First, "2.0 KiB/s");
        page.AssertQuiet(expected: "Failed to load resource");
    }

    // Where what is above it grows in the middle of a click, a browser makes none of it.
    private static async Task ChooseAsync(BrowserPage page, float part)
    {
        ILocator chart = page.Page.Locator("#past-cpu canvas");
        ILocator moment = page.Page.Locator("#past-moment");
        long start = Stopwatch.GetTimestamp();
        while (!await moment.IsVisibleAsync())
        {
            Assert.True(Stopwatch.GetElapsedTime(start).TotalMilliseconds < BrowserFixture.Deadline, "No moment is shown.");
            LocatorBoundingBoxResult box = (await chart.BoundingBoxAsync())!;
            await chart.ClickAsync(
                new()
                {
                    Position = new() { X = box.Width * part, Y = box.Height / 2 },
                }
            );
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        }
    }

    // Two hours that end now, at half of a CPU.
    private void Record(DateTimeOffset? from = null)
    {
        FakeClock clock = new(from ?? DateTimeOffset.UtcNow - TimeSpan.FromHours(2));
        FakeMachine machine = new(clock);
        using MachineRecorder recorder = new(
            machine,
            new RecordOptions
            {
                Directory = Recorded,
                LeaveFree = 0,
                WatchProcesses = false,
            }
        );
        for (int minute = 0; minute <= 120; minute++)
        {
            machine.Cpu.Times = new CpuTimes
            {
                User = TimeSpan.FromSeconds(30 * minute),
                System = TimeSpan.Zero,
                Idle = TimeSpan.FromSeconds(30 * minute),
            };
            machine.Memory.Virtual = new VirtualMemory
            {
                Total = 1000,
                Available = 600,
                Used = 400,
                Free = 100,
            };
            machine.Disks.IOCounters["vda"] = default(DiskIOCounters) with { ReadBytes = 61_440L * minute };
            machine.Processes.Add(Process(7, "hungry", cpu: 45 * minute, rss: 100, read: 122_880L * minute));
            machine.Processes.Add(Process(8, "large", cpu: 0, rss: 200, read: 0));
            Assert.True(recorder.Record(), recorder.LastFailure);
            clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private static ProcessSnapshot Process(int pid, string name, double cpu, long rss, long read) =>
        new(new ProcessIdentity(pid, 1))
        {
            Name = name,
            UserName = "www",
            Status = ProcessStatus.Sleeping,
            CpuTimes = new ProcessCpuTimes { User = TimeSpan.FromSeconds(cpu), System = TimeSpan.Zero },
            Memory = new ProcessMemory { Rss = rss, Vms = rss },
            IOCounters = new ProcessIOCounters { ReadBytes = read, WriteBytes = 0 },
        };

    private async Task<WebApplication> StartAsync(Action<PsutilEndpointOptions>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddPsutil();
        WebApplication app = builder.Build();
        app.MapPsutil("", options =>
        {
            options.RecordingDirectory = Recorded;
            configure?.Invoke(options);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
