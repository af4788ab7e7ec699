using System.Text.Json;
using System.Text.RegularExpressions;
using Psutil.WineTests.Wine;

namespace Psutil.WineTests;

/// <summary>The full screen of <c>psutil top</c> on a Windows console, as far as Wine's is one.</summary>
[Collection(nameof(WinePrefix))]
public class TopTests(WinePrefix wine)
{
    private const int Normal = 0x20;
    private const int AboveNormal = 0x8000;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task TheFullScreenObeysKeysAndActsOnProcesses()
    {
        wine.Need();
        Assert.SkipWhen(WinePane.WhyNot is not null, WinePane.WhyNot ?? "");
        string marker = $"victim-{Guid.NewGuid():N}";
        await using WinePane victim = await WinePane.Start(wine, wine.Shell, "/k", "rem", marker);
        int? found = null;
        await WinePane.WaitUntil(
            async () => (found = await Find("cmd.exe", marker)) is not null,
            () => Task.FromResult("cmd.exe did not start")
        );
        int pid = found!.Value;
        Assert.Equal(Normal, await PriorityOf(pid));

        // Started by a shell, which goes on afterwards.
        await using WinePane top = await WinePane.Start(wine, wine.Shell, "/k", WinePrefix.ToWindowsPath(await Psutil()), "top", "--args");
        await top.WaitFor(
            screen =>
                screen.Contains("COMMAND", StringComparison.Ordinal)
                && Regex.IsMatch(screen, @"^ {2} *\d+ .*\.exe", RegexOptions.Multiline),
            "the first sample"
        );
        await top.Type(@"\");
        await top.Type(marker);
        await top.Keys("Enter", "r", "Up", "y");
        await WinePane.WaitUntil(
            async () => await PriorityOf(pid) == AboveNormal,
            async () => $"the priority is still {await PriorityOf(pid)}"
        );

        // A no first.
        await top.Keys("k", "n", "k", "y");
        await WinePane.WaitUntil(async () => await PriorityOf(pid) is null, () => Task.FromResult("cmd.exe lives on"));
        await top.Keys("q");
        await WinePane.WaitUntil(async () => await Find("Psutil.Tool.exe", "--args") is null, () => Task.FromResult("top lives on"));
        await top.Type("exit 7");
        await top.Keys("Enter");
        Assert.Equal("7", await top.WaitForEnd());
    }

    [Fact]
    public async Task ItEndsByItselfAfterSoManyRefreshes()
    {
        wine.Need();
        Assert.SkipWhen(WinePane.WhyNot is not null, WinePane.WhyNot ?? "");
        await using WinePane top = await WinePane.Start(wine, await Psutil(), "top", "-n", "2", "-d", "0.2");
        Assert.Equal("0", await top.WaitForEnd());
    }

    private static async Task<string> Psutil() =>
        Path.Join(await Publishing.Publish("src/Psutil.Tool", "win-x64", "-p:PublishTrimmed=true"), "Psutil.Tool.exe");

    /// <summary>The process whose command line has a word; null if there is none.</summary>
    private async Task<int?> Find(string name, string word)
    {
        JsonElement[] found =
        [
            .. (await List("pid,cmdline", "--name", name)).Where(process =>
                process.GetProperty("cmdline") is { ValueKind: JsonValueKind.Array } words
                && words.EnumerateArray().Any(other => other.GetString() == word)
            ),
        ];
        return found is [var only] ? only.GetProperty("pid").GetInt32() : null;
    }

    private async Task<int?> PriorityOf(int pid) =>
        await List("nice", "--pid", pid.ToString(CultureInfo.InvariantCulture)) is [var process]
            ? process.GetProperty("nice").GetInt32()
            : null;

    private async Task<JsonElement[]> List(string fields, params string[] filter)
    {
        (int? exitCode, string output, string error) = await wine.Run(
            await Psutil(),
            ["ps", "--json", "--fields", fields, .. filter],
            Deadline
        );
        Assert.True(exitCode is 0 or 1, $"psutil ps ended with {exitCode}: {output}{error}");
        using JsonDocument list = JsonDocument.Parse(output);
        return [.. list.RootElement.GetProperty("processes").EnumerateArray().Select(process => process.Clone())];
    }
}
