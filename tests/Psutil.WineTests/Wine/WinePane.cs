using System.Diagnostics;

namespace Psutil.WineTests.Wine;

/// <summary>
/// A Windows console that a test can type into: a pane of a tmux server of our own, in which Wine keeps a console for the program. Wine's
/// console obeys no escape sequence. It hands them on to the terminal, as long as what was written is one line to it: so the pane is far
/// wider than a screen, and what it shows is true for the first screenful only.
/// </summary>
internal sealed class WinePane : IAsyncDisposable
{
    private const string Tmux = "tmux";
    private const string Width = "4000";
    private const string Height = "60";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _server = $"psutil-wine-{System.Environment.ProcessId}-{Guid.NewGuid():N}";
    private readonly string _folder;

    private WinePane(string folder) => _folder = folder;

    /// <summary>Why there can be no such console; null if there can.</summary>
    public static string? WhyNot => Program.Find(Tmux) is null ? "typing into a Windows console needs tmux" : null;

    /// <summary>Starts a program there.</summary>
    public static async Task<WinePane> Start(WinePrefix wine, string program, params string[] arguments)
    {
        WinePane pane = new(Directory.CreateDirectory(Path.Join(wine.Folder, Guid.NewGuid().ToString("N"))).FullName);

        // How the program ended, in a file: what the screen shows is not to be relied on. The terminal's mode is Wine's affair, which gives
        // it back some time later.
        const string Script = "cd \"$PANE_FOLDER\"; wine \"$@\"; echo $? > code; touch over; sleep 600";
        await pane.Run([
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            Width,
            "-y",
            Height,
            "env",
            "LC_ALL=C.UTF-8",
            $"PANE_FOLDER={pane._folder}",
            .. wine.Environment.Select(variable => $"{variable.Key}={variable.Value}"),
            "sh",
            "-c",
            Script,
            "sh",
            program,
            .. arguments,
        ]);
        return pane;
    }

    /// <summary>Strikes keys, by tmux's names.</summary>
    public Task Keys(params string[] keys) => Run(["send-keys", .. keys]);

    /// <summary>Types a text.</summary>
    public Task Type(string text) => Run(["send-keys", "-l", text]);

    /// <summary>Waits until the screen shows something.</summary>
    public async Task WaitFor(Func<string, bool> condition, string expected) =>
        await WaitUntil(
            async () => condition(await Run(["capture-pane", "-p"])),
            async () => $"the screen never showed {expected}:\n{await Run(["capture-pane", "-p"])}"
        );

    /// <summary>Waits until the program has ended, and returns its exit code.</summary>
    public async Task<string> WaitForEnd()
    {
        await WaitUntil(
            () => Task.FromResult(File.Exists(Path.Join(_folder, "over"))),
            async () => $"the program did not end:\n{await Run(["capture-pane", "-p"])}"
        );
        return (await File.ReadAllTextAsync(Path.Join(_folder, "code"), TestContext.Current.CancellationToken)).Trim();
    }

    public async ValueTask DisposeAsync() => await Program.Run(Tmux, ["-L", _server, "kill-server"], Patience);

    /// <summary>Waits until a condition holds.</summary>
    public static async Task WaitUntil(Func<Task<bool>> condition, Func<Task<string>> describe)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waited.Elapsed > Patience)
            {
                Assert.Fail(await describe());
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task<string> Run(IEnumerable<string> arguments)
    {
        (int? exitCode, string output, string error) = await Program.Run(
            Tmux,
            ["-u", "-L", _server, .. arguments],
            Patience,
            new Dictionary<string, string> { ["TMUX"] = "" }
        );
        Assert.True(exitCode == 0, error);
        return output;
    }
}
