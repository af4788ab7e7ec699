namespace Psutil.Tool.Tests.Live;

/// <summary>The mouse, the menus and the settings of the full screen, on a real terminal.</summary>
public sealed class TopScreenTests : IDisposable
{
    private readonly string _settings = Directory.CreateTempSubdirectory("psutil-top-").FullName;

    public TopScreenTests() => Assert.SkipWhen(TmuxTerminal.WhyNot is not null, TmuxTerminal.WhyNot ?? "");

    private string SettingsFile => Path.Join(_settings, "psutil", "top.json");

    public void Dispose() => Directory.Delete(_settings, recursive: true);

    [Fact]
    public async Task TheMouseSortsAndOpensAndIsGivenBack()
    {
        await using TmuxTerminal terminal = await TopPane.Start(120);
        Assert.Equal("0", await terminal.Mouse());
        await TopPane.Open(terminal, $"--pid {Environment.ProcessId}");
        Assert.Equal("1", await terminal.Mouse());
        string screen = await terminal.WaitFor("by CPU%");

        // A button that is released and a movement are no keys.
        await terminal.Bytes("\e[<0;36;7m\e[<35;36;7M");
        await terminal.Click(screen, " RSS ", 1);
        screen = await terminal.WaitFor("by RSS");
        Assert.Contains("RSS\u25bc", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("tagged", screen, StringComparison.Ordinal);
        await terminal.Click(screen, "sort", 0);
        screen = await terminal.WaitFor("Sort by");
        await terminal.Click(screen, "its real user", 0);
        await terminal.WaitFor("by USER");
        await terminal.Keys("q");
        await TopPane.AssertClean(terminal, null, 0);
        Assert.Equal("0", await terminal.Mouse());
    }

    [Fact]
    public async Task PagesAreTurnedByKeysAndByTheMouse()
    {
        await using TmuxTerminal terminal = await TopPane.Start(120);
        await TopPane.Open(terminal, $"--pid {Environment.ProcessId}");
        await terminal.Keys("2");
        await terminal.WaitFor("STEAL%");
        await terminal.Keys("Tab");

        // The busiest disk is first until another order is chosen.
        string screen = await terminal.WaitFor("UTIL%\u25bc");
        await terminal.Click(screen, " W/s ", 1);
        screen = await terminal.WaitFor(" W/s\u25bc ");
        await terminal.Click(screen, " 4 network", 3);
        screen = await terminal.WaitFor("INTERFACE");
        await terminal.Click(screen, " 5 connections", 3);
        screen = await terminal.WaitFor("SEND-Q");
        await terminal.Click(screen, " 6 sensors", 3);
        await terminal.WaitFor("SENSOR");

        // A page keeps its order while another is shown.
        await terminal.Keys("3");
        screen = await terminal.WaitFor(" W/s\u25bc ");
        await terminal.Click(screen, " 1 processes", 2);
        await terminal.WaitFor("by CPU%");
        await terminal.Keys("q");
        await TopPane.AssertClean(terminal, null, 0);
    }

    [Fact]
    public async Task WhatIsChosenIsThereTheNextTime()
    {
        await using TmuxTerminal terminal = await TopPane.Start(120, "XDG_CONFIG_HOME=" + _settings);
        await TopPane.Open(terminal, $"--pid {Environment.ProcessId}");
        await terminal.Keys("F2");
        await terminal.WaitFor("Columns and colours");
        await terminal.Keys("o", "o", "m", "Enter");
        await terminal.WaitFor("x OOM");

        // Escape and a letter at once would be one key, with Alt.
        await terminal.Keys("Escape");
        await terminal.WaitFor(screen => !screen.Contains("Columns and colours", StringComparison.Ordinal), "the closed menu");
        await terminal.Keys("M");
        await terminal.WaitFor("by RSS");
        await terminal.Keys("q");
        await TopPane.AssertClean(terminal, null, 0);
        Assert.Contains(
            "\"extra_columns\": \"OOM\"",
            await File.ReadAllTextAsync(SettingsFile, TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        await TopPane.Open(terminal);
        await terminal.WaitFor(
            screen => screen.Contains(" OOM ", StringComparison.Ordinal) && screen.Contains("by RSS", StringComparison.Ordinal),
            "the column and the order of before"
        );

        // What was changed for once goes before what was kept.
        await terminal.Keys("q");
        await TopPane.AssertClean(terminal, null, 0);
        await TopPane.Open(terminal, "--sort time");
        await terminal.WaitFor("by TIME");
    }

    [Fact]
    public async Task ABrokenFileIsNamedAndLeftAlone()
    {
        Directory.CreateDirectory(Path.Join(_settings, "psutil"));
        await File.WriteAllTextAsync(SettingsFile, "{broken", TestContext.Current.CancellationToken);
        await using TmuxTerminal terminal = await TopPane.Start(160, "XDG_CONFIG_HOME=" + _settings);
        await TopPane.Open(terminal);
        await terminal.WaitFor("top.json was ignored: it is not valid");
        await terminal.Keys("M");
        await terminal.WaitFor("by RSS");
        await terminal.Keys("q");
        await TopPane.AssertClean(terminal, null, 0);
        Assert.Equal("{broken", await File.ReadAllTextAsync(SettingsFile, TestContext.Current.CancellationToken));
    }
}
