using Microsoft.Playwright;

namespace Psutil.PageTests;

/// <summary>The table of processes: sorted, filtered, as a tree, by keys alone.</summary>
[Collection(SharedBrowser.Name)]
public class TableTests(BrowserFixture browser)
{
    [Fact]
    public async Task OnlyTheRowsInSightAreDrawn()
    {
        ScriptedMachine machine = new();
        for (int pid = 1; pid <= 1000; pid++)
        {
            machine.Add(pid, $"worker{pid}");
        }

        await using ScriptedServer server = await ScriptedServer.StartAsync(machine);
        await using BrowserPage page = await browser.OpenAsync(server.Address);
        await BrowserPage.SeesAsync(page.Count, "1,000 processes");
        Assert.InRange(await page.Rows.CountAsync(), 5, 60);
        await BrowserPage.HasAsync(page.Page.Locator("#processes"), "aria-rowcount", "1001");
        await page.Page.Locator("#processes").FocusAsync();
        await page.Header("PID").GetByRole(AriaRole.Button).ClickAsync();
        await page.Page.Locator("#processes").FocusAsync();
        await page.Page.Keyboard.PressAsync("End");
        await BrowserPage.HasAsync(page.Row(1000), "aria-selected", "true");
        await BrowserPage.HasAsync(page.Row(1000), "aria-rowindex", "1001");
        Assert.InRange(await page.Rows.CountAsync(), 5, 60);
        page.AssertQuiet();
    }

    [Fact]
    public async Task AColumnSortsBothWays()
    {
        ScriptedMachine machine = new();
        machine.Add(1, "init", cpu: 1, rss: 3 << 20);
        machine.Add(20, "busy", cpu: 95, rss: 1 << 20);
        machine.Add(3, "large", cpu: 2, rss: 1L << 30);
        await using ScriptedServer server = await ScriptedServer.StartAsync(machine);
        await using BrowserPage page = await browser.OpenAsync(server.Address);
        await BrowserPage.SeesAsync(page.Rows.First, "busy");
        await BrowserPage.HasAsync(page.Header("CPU"), "aria-sort", "descending");

        await page.Header("Memory").GetByRole(AriaRole.Button).ClickAsync();
        await BrowserPage.SeesAsync(page.Rows.First, "large");
        await page.Header("PID").GetByRole(AriaRole.Button).ClickAsync();
        await BrowserPage.HasAsync(page.Header("PID"), "aria-sort", "ascending");
        await BrowserPage.SeesAsync(page.Rows.First, "init");
        await page.Header("PID").GetByRole(AriaRole.Button).ClickAsync();
        await BrowserPage.HasAsync(page.Header("PID"), "aria-sort", "descending");
        await BrowserPage.SeesAsync(page.Rows.First, "busy");
        await BrowserPage.HasAsync(page.Header("CPU"), "aria-sort", "none");

        await page.Page.Keyboard.PressAsync("c");
        await BrowserPage.HasAsync(page.Header("CPU"), "aria-sort", "descending");
        await page.Page.Keyboard.PressAsync("n");
        await BrowserPage.HasAsync(page.Header("Name"), "aria-sort", "ascending");
        page.AssertQuiet();
    }

    [Fact]
    public async Task AFilterKeepsWhatMatchesAllWords()
    {
        ScriptedMachine machine = new();
        machine.Add(1, "init", user: "root");
        machine.Add(100, "postgres", user: "db");
        machine.Add(101, "postgres", user: "root");
        await using ScriptedServer server = await ScriptedServer.StartAsync(machine);
        await using BrowserPage page = await browser.OpenAsync(server.Address);
        await BrowserPage.SeesAsync(page.Count, "3 processes");
        await page.Page.Keyboard.PressAsync("/");
        await page.Page.Keyboard.TypeAsync("POST db");
        await BrowserPage.SeesAsync(page.Count, "1 of 3 processes");
        await BrowserPage.SeesAsync(page.Rows, "100");
        await page.Filter.FillAsync("nothing has this name");
        await BrowserPage.SeesAsync(page.Page.Locator("#processes .empty"), "No process matches the filter.");
        await page.Filter.FillAsync("101");
        await BrowserPage.SeesAsync(page.Rows, "101");
        await page.Page.Keyboard.PressAsync("Escape");
        await BrowserPage.SeesAsync(page.Count, "3 processes");
        page.AssertQuiet();
    }

    [Fact]
    public async Task ATreeShowsChildrenBelowTheirParents()
    {
        ScriptedMachine machine = new();
        machine.Add(1, "init", parent: 0, cpu: 1);
        machine.Add(10, "shell", cpu: 2);
        machine.Add(11, "editor", parent: 10, cpu: 90);
        machine.Add(12, "other", cpu: 50);
        await using ScriptedServer server = await ScriptedServer.StartAsync(machine);
        await using BrowserPage page = await browser.OpenAsync(server.Address);
        await BrowserPage.SeesAsync(page.Rows.First, "editor");
        await page.Page.Keyboard.PressAsync("t");
        await BrowserPage.HasAsync(page.Page.Locator("#processes"), "role", "treegrid");
        await BrowserPage.SeesAsync(page.Rows.First, "init");
        await BrowserPage.HasAsync(page.Row(11), "aria-level", "3");
        await BrowserPage.HasAsync(page.Row(11), "aria-rowindex", "5");

        await page.Page.Locator("#processes").FocusAsync();
        await page.Page.Keyboard.PressAsync("End");
        await page.Page.Keyboard.PressAsync("ArrowUp");
        await BrowserPage.HasAsync(page.Row(10), "aria-selected", "true");
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await BrowserPage.HasAsync(page.Row(10), "aria-expanded", "false");
        await Assertions.Expect(page.Row(11)).ToHaveCountAsync(0, new() { Timeout = BrowserFixture.Deadline });
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await BrowserPage.HasAsync(page.Row(11), "aria-level", "3");

        await page.Filter.FillAsync("editor");
        await BrowserPage.SeesAsync(page.Count, "3 of 4 processes");
        page.AssertQuiet();
    }

    [Fact]
    public async Task ProcessesComeAndGo()
    {
        ScriptedMachine machine = new();
        machine.Add(1, "init");
        machine.Add(70, "short-lived");
        await using ScriptedServer server = await ScriptedServer.StartAsync(machine);
        await using BrowserPage page = await browser.OpenAsync(server.Address);
        await BrowserPage.SeesAsync(page.Count, "2 processes");
        machine.Add(71, "newcomer");
        await BrowserPage.SeesAsync(page.Row(71), "newcomer");
        machine.End(70);
        await Assertions.Expect(page.Row(70)).ToHaveCountAsync(0, new() { Timeout = BrowserFixture.Deadline });
        page.AssertQuiet();
    }

    [Fact]
    public async Task ConnectionsAreASecondTable()
    {
        ScriptedMachine machine = new();
        machine.Add(100, "web");
        await using ScriptedServer server = await ScriptedServer.StartAsync(machine);
        await using BrowserPage page = await browser.OpenAsync(server.Address);
        await page.Page.GetByRole(AriaRole.Tab, new() { Name = "Connections" }).ClickAsync();
        await BrowserPage.SeesAsync(page.Count, "2 connections");
        await BrowserPage.SeesAsync(page.Rows.Filter(new() { HasText = "[::1]:53" }), "<b>dns</b>");
        await page.Filter.FillAsync("listen");
        await BrowserPage.SeesAsync(page.Count, "1 of 2 connections");
        await page.Rows.First.ClickAsync();
        await BrowserPage.SeesAsync(page.Details, "/opt/100/program");
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Page.Keyboard.PressAsync("x");
        await BrowserPage.HasAsync(page.Page.Locator("#tab-processes"), "aria-selected", "true");
        page.AssertQuiet();
    }
}
