using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Psutil.PageTests;

/// <summary>A loaded page, and what the browser had against it.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _foreign = new();

    public BrowserPage(IBrowserContext context, IPage page, Uri address)
    {
        _context = context;
        Page = page;
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _complaints.Enqueue($"{message.Text} ({message.Location})");
            }
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.AbsoluteUri, StringComparison.Ordinal))
            {
                _foreign.Enqueue(request.Url);
            }
        };
    }

    public IPage Page { get; }

    public ILocator State => Page.Locator("#link");

    public ILocator Filter => Page.Locator("#filter");

    public ILocator Count => Page.Locator("#count");

    public ILocator Details => Page.Locator("#details");

    /// <summary>The rows of the shown table that are drawn.</summary>
    public ILocator Rows => Page.Locator(".grid:not([hidden]) .space .row");

    public ILocator Row(int pid) => Page.Locator($".space .row[data-key^='{pid}:']");

    public ILocator Header(string name) => Page.Locator(".grid:not([hidden]) [role=columnheader]").Filter(new() { HasText = name });

    public ILocator Finding(string id) => Page.Locator($"#findings li[data-id='{id}']");

    /// <summary>Opens the details of a process of this machine, in an order in which rows stay where they are.</summary>
    public async Task OpenAsync(int pid)
    {
        await Header("PID").GetByRole(AriaRole.Button).ClickAsync();
        await Filter.FillAsync(pid.ToString(CultureInfo.InvariantCulture));
        await Row(pid).ClickAsync();
    }

    /// <summary>Waits until an element's text contains a text.</summary>
    public static Task SeesAsync(ILocator where, string text) =>
        Assertions.Expect(where).ToContainTextAsync(text, new() { Timeout = BrowserFixture.Deadline });

    /// <summary>Waits until an attribute has a value.</summary>
    public static Task HasAsync(ILocator where, string attribute, string value) =>
        Assertions.Expect(where).ToHaveAttributeAsync(attribute, value, new() { Timeout = BrowserFixture.Deadline });

    /// <summary>Waits until an expression is true in the page.</summary>
    public Task UntilAsync(string expression) =>
        Page.WaitForFunctionAsync(expression, options: new() { Timeout = BrowserFixture.Deadline });

    /// <summary>The page asked nobody but its server, and the browser had nothing to complain of but what a test expects.</summary>
    public void AssertQuiet(string? expected = null)
    {
        Assert.Empty(_foreign);
        string[] unexpected = [.. _complaints.Where(text => expected is null || !text.Contains(expected, StringComparison.Ordinal))];
        Assert.Empty(unexpected);
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
