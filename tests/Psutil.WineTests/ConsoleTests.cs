using Psutil.WineTests.Wine;

namespace Psutil.WineTests;

/// <summary>
/// What the command writes to a console whose code page is not that of UTF-8, although the variables name such a locale, as editors set
/// them; and into a pipe.
/// </summary>
[Collection(nameof(WinePrefix))]
public class ConsoleTests(WinePrefix wine)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task AConsoleOfAnyCodePageShowsEveryCharacter()
    {
        wine.Need();
        Assert.SkipWhen(WinePane.WhyNot is not null, WinePane.WhyNot ?? "");
        await using WinePane pane = await WinePane.Start(
            wine,
            wine.Shell,
            "/c",
            $"chcp 437 >nul & {await Psutil()} ps --tree --args=names"
        );
        Assert.Equal("0", await pane.WaitForEnd());
        await pane.WaitFor(
            screen =>
                screen.Contains("\u2514\u2500 Psutil.Tool.exe", StringComparison.Ordinal)
                && !screen.Contains('\u0393', StringComparison.Ordinal),
            "the lines of the tree"
        );
    }

    [Fact]
    public async Task APipeGetsUtf8WithItsMessages()
    {
        wine.Need();
        (int? exitCode, string output, string error) = await wine.Run(
            wine.Shell,
            ["/c", $"chcp 437 >nul & {await Psutil()} ps --fields gr\u00fc\u00dfe"],
            Deadline,
            ("LC_ALL", "C.UTF-8")
        );
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("gr\u00fc\u00dfe", error, StringComparison.Ordinal);
    }

    private static async Task<string> Psutil() =>
        WinePrefix.ToWindowsPath(
            Path.Join(await Publishing.Publish("src/Psutil.Tool", "win-x64", "-p:PublishTrimmed=true"), "Psutil.Tool.exe")
        );
}
