using Microsoft.Playwright;

namespace Psutil.PageTests;

/// <summary>One process in full, and the line of what is wrong.</summary>
[Collection(SharedBrowser.Name)]
public class DetailsTests(BrowserFixture browser)
{
    [Fact]
    public async Task EnterOpensTheDetailsAndEscapeReturns()
    {
        ScriptedMachine machine = new();
        machine.Add(1, "init", parent: 0);
        machine.Add(100, "web", cpu: 30);
        machine.Add(101, "helper", parent: 100);
        await using ScriptedServer server = await ScriptedServer.StartAsync(machine);
        await using BrowserPage page = await browser.OpenAsync(server.Address);
        await BrowserPage.SeesAsync(page.Count, "3 processes");
        await page.Page.Locator("#processes").FocusAsync();
        await page.Page.Keyboard.PressAsync("Home");
        await BrowserPage.HasAsync(page.Row(100), "aria-selected", "true");
        await page.Page.Keyboard.PressAsync("Enter");
        await BrowserPage.SeesAsync(page.Details.GetByRole(AriaRole.Heading), "web 100");
        await BrowserPage.SeesAsync(page.Details, "/opt/100/program");
        await BrowserPage.SeesAsync(page.Details, "path /tmp/<b>log</b>");
        await BrowserPage.SeesAsync(page.Details, "environ: denied");
        await BrowserPage.SeesAsync(page.Details, "vms 16 MiB");

        await page.Details.GetByRole(AriaRole.Button, new() { Name = "helper 101" }).ClickAsync();
        await BrowserPage.SeesAsync(page.Details, "/opt/101/program");
        await BrowserPage.SeesAsync(page.Details, "web 100");
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Details).ToBeHiddenAsync(new() { Timeout = BrowserFixture.Deadline });
        await Assertions.Expect(page.Page.Locator("#processes")).ToBeFocusedAsync(new() { Timeout = BrowserFixture.Deadline });
        page.AssertQuiet();
    }

    [Fact]
    public async Task AProcessThatEndsIsSaidToHaveEnded()
    {
        ScriptedMachine machine = new();
        machine.Add(100, "web");
        await using ScriptedServer server = await ScriptedServer.StartAsync(machine);
        await using BrowserPage page = await browser.OpenAsync(server.Address);
        await page.Row(100).ClickAsync();
        await BrowserPage.SeesAsync(page.Details, "/opt/100/program");
        machine.End(100);
        await BrowserPage.SeesAsync(page.Page.Locator("#details-state"), "Ended");
        await BrowserPage.SeesAsync(page.Details, "/opt/100/program");
        page.AssertQuiet();
    }

    [Fact]
    public async Task ItSaysWhatIsWrongWhoDoesItAndSinceWhen()
    {
        ScriptedMachine machine = new();
        machine.Add(100, "compiler", cpu: 180);
        machine.Add(101, "hoarder", rss: 3L << 30);
        await using ScriptedServer server = await ScriptedServer.StartAsync(machine);
        await using BrowserPage page = await browser.OpenAsync(server.Address);
        await BrowserPage.SeesAsync(page.Finding("calm"), "Nothing is wrong.");
        await BrowserPage.SeesAsync(page.Finding("busiest"), "compiler 100: 180 %");
        await BrowserPage.SeesAsync(page.Finding("largest"), "hoarder 101: 3.0 GiB");

        machine.Report("cpu", subject: null, "warning", value: 98, ScriptedMachine.Now - 3600, pid: 100);
        machine.Report("file-system", "/data", "critical", value: 97.5, server.FirstTime, pid: null);
        await BrowserPage.SeesAsync(page.Finding("cpu"), "CPU saturated: 98 %");
        await BrowserPage.SeesAsync(page.Finding("cpu"), "compiler 100: 180 %");
        await BrowserPage.SeesAsync(page.Finding("cpu"), "for 1 h 0 min, since");
        await BrowserPage.SeesAsync(page.Finding("file-system /data"), "Disk nearly full: /data 98 %");
        await BrowserPage.SeesAsync(page.Finding("file-system /data"), "or longer");
        await BrowserPage.HasAsync(page.Finding("file-system /data"), "data-level", "bad");
        await Assertions.Expect(page.Finding("calm")).ToHaveCountAsync(0, new() { Timeout = BrowserFixture.Deadline });
        await BrowserPage.SeesAsync(page.Page.Locator("#announcement"), "CPU saturated");

        await page.Finding("cpu").GetByRole(AriaRole.Button).ClickAsync();
        await BrowserPage.SeesAsync(page.Details, "/opt/100/program");
        await BrowserPage.HasAsync(page.Row(100), "aria-selected", "true");
        page.AssertQuiet();
    }

    [Fact]
    public async Task NamesOfOthersStayText()
    {
        ScriptedMachine machine = new();
        machine.Add(100, "<img src=x onerror=\"document.title='broken'\">", cpu: 90, user: "<b>eve</b>");
        machine.Add(101, "</script><script>document.title='broken'</script>", cpu: 80);
        machine.Add(102, "red\u202Eher\u001B[31m\nring", cpu: 70);
        machine.Add(103, new string('n', 100_000), cpu: 60);
        machine.Add(104, "\U0010F7FFbyte", cpu: 50);
        machine.MountPoint = "/<iframe src=//example.org>";
        machine.Report("file-system", machine.MountPoint, "critical", value: 99, ScriptedMachine.Now, pid: null);
        machine.Report("<i>unknown</i>", "<i>", "warning", value: 1, ScriptedMachine.Now, pid: 100);
        await using ScriptedServer server = await ScriptedServer.StartAsync(machine);
        await using BrowserPage page = await browser.OpenAsync(server.Address);
        await BrowserPage.SeesAsync(page.Row(100), "<img src=x onerror=\"document.title='broken'\">");
        await BrowserPage.SeesAsync(page.Row(100), "<b>eve</b>");
        await BrowserPage.SeesAsync(page.Row(101), "</script><script>");
        await BrowserPage.SeesAsync(page.Row(102), "red\\u202eher\\x1b[31m\\x0aring");
        await BrowserPage.SeesAsync(page.Row(104), "\\xffbyte");
        await BrowserPage.SeesAsync(page.Finding("file-system " + machine.MountPoint), machine.MountPoint);
        Assert.InRange((await page.Row(103).InnerTextAsync()).Length, 20, 400);

        await page.Row(100).ClickAsync();
        await BrowserPage.SeesAsync(page.Details, "/opt/100/program");
        Assert.Equal(0, await page.Page.Locator("img, iframe, main script, b, i").CountAsync());
        Assert.NotEqual("broken", await page.Page.TitleAsync());
        page.AssertQuiet();
    }
}
