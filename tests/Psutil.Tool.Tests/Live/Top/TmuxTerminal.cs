using System.Diagnostics;

namespace Psutil.Tool.Tests.Live;

/// <summary>
/// A real terminal that a test can type into and look at: a tmux server of its own with one shell, which edits no lines and so leaves the
/// terminal's mode alone.
/// </summary>
internal sealed class TmuxTerminal : IAsyncDisposable
{
    private const string Tmux = "/usr/bin/tmux";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _server = $"psutil-test-{Environment.ProcessId}-{Guid.NewGuid():N}";

    private TmuxTerminal() { }

    /// <summary>Why there can be no such terminal; null if there can.</summary>
    public static string? WhyNot => OperatingSystem.IsLinux() && File.Exists(Tmux) ? null : "driving the full screen needs Linux and tmux";

    /// <summary>The device's path.</summary>
    public string Device { get; private set; } = "";

    public static async Task<TmuxTerminal> Start(int width, int height, params string[] environment)
    {
        TmuxTerminal terminal = new();
        await terminal.Run([
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            Text(width),
            "-y",
            Text(height),
            "env",
            "-u",
            "NO_COLOR",
            "LC_ALL=C.UTF-8",
            "PS1=ready> ",
            // The settings of whoever runs the tests are neither used nor changed.
            "HOME=",
            "XDG_CONFIG_HOME=",
            .. environment,
            "sh",
        ]);
        terminal.Device = (await terminal.Run(["display-message", "-p", "#{pane_tty}"])).Trim();
        await terminal.WaitFor("ready>");
        return terminal;
    }

    /// <summary>Types a line.</summary>
    public async Task Line(string text)
    {
        await Run(["send-keys", "-l", text]);
        await Keys("Enter");
    }

    /// <summary>Strikes keys, by tmux's names.</summary>
    public Task Keys(params string[] keys) => Run(["send-keys", .. keys]);

    /// <summary>Sends bytes as they are, such as what a terminal reports of a mouse.</summary>
    public Task Bytes(string text) =>
        Run(["send-keys", "-H", .. text.Select(character => ((int)character).ToString("x2", CultureInfo.InvariantCulture))]);

    /// <summary>Presses and releases the first button at a text, or some columns after its beginning.</summary>
    public Task Click(string screen, string text, int beyond, int times = 1)
    {
        (int line, string content) = screen.Split('\n').Index().First(entry => entry.Item.Contains(text, StringComparison.Ordinal));

        // Terminals count from 1.
        int column = content.IndexOf(text, StringComparison.Ordinal) + beyond + 1;
        string click = string.Create(CultureInfo.InvariantCulture, $"\e[<0;{column};{line + 1}M\e[<0;{column};{line + 1}m");
        return Bytes(string.Concat(Enumerable.Repeat(click, times)));
    }

    /// <summary>Whether a program takes the mouse: 1 or 0.</summary>
    public async Task<string> Mouse() => (await Run(["display-message", "-p", "#{mouse_standard_flag}"])).Trim();

    public Task Resize(int width, int height) => Run(["resize-window", "-x", Text(width), "-y", Text(height)]);

    /// <summary>What the screen shows; with the colours' escape sequences if asked for.</summary>
    public Task<string> Screen(bool withEscapes = false) => Run(withEscapes ? ["capture-pane", "-p", "-e"] : ["capture-pane", "-p"]);

    /// <summary>Waits until the screen shows a text, and returns it.</summary>
    public async Task<string> WaitFor(string text) => await WaitFor(screen => screen.Contains(text, StringComparison.Ordinal), text);

    public async Task<string> WaitFor(Func<string, bool> condition, string expected)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (true)
        {
            string screen = await Screen();
            if (condition(screen))
            {
                return screen;
            }

            Assert.True(waited.Elapsed < Patience, $"the screen never showed {expected}:\n{screen}");
            await Task.Delay(30, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Lets a program set the clipboard, if it knows how.</summary>
    public Task AcceptClipboard() => Run(["set-option", "-g", "set-clipboard", "on"]);

    /// <summary>What has been put into the clipboard; empty if nothing.</summary>
    public async Task<string> Clipboard() => (await Run(["list-buffers"])).Trim();

    /// <summary>The window's title, which a program can set.</summary>
    public async Task<string> Title() => (await Run(["display-message", "-p", "#{pane_title}"])).Trim();

    /// <summary>The terminal's mode, as <c>stty -a</c> tells it.</summary>
    public async Task<string> Mode() => (await Executable.Run("stty", ["-a", "-F", Device])).Output;

    /// <summary>Whether the second screen is shown (1 or 0), and whether there is a cursor.</summary>
    public async Task<string> State() => (await Run(["display-message", "-p", "#{alternate_on} #{cursor_flag}"])).Trim();

    /// <summary>
    /// Waits until the terminal is in a mode and shows its first screen: where a process that lost its guard gives it back, the shell may
    /// be a moment faster.
    /// </summary>
    public async Task WaitUntilGivenBack(string mode)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (await State() != "0 1" || await Mode() != mode)
        {
            Assert.True(waited.Elapsed < Patience, $"the terminal was not given back: {await State()} {await Mode()}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The two processes of <c>psutil top</c> on this terminal: the one that the shell started, and the one that draws.</summary>
    public async Task<(int Guard, int Inner)> GuardAndScreen()
    {
        (_, string output, _) = await Executable.Run("ps", ["-t", Device["/dev/".Length..], "-o", "pid=,ppid=,args="]);
        string[] words = output
            .Split('\n')
            .Single(line => line.Contains("--terminal-guard=", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[0], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync() => await Executable.Run(Tmux, ["-L", _server, "kill-server"]);

    private async Task<string> Run(IEnumerable<string> arguments)
    {
        (int exitCode, string output, string error) = await Executable.Run(Tmux, ["-u", "-L", _server, .. arguments], ("TMUX", null));
        Assert.True(exitCode == 0, error);
        return output;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
