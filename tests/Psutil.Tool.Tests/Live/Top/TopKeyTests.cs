using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Psutil.Tool.Top.Model;

namespace Psutil.Tool.Tests.Live;

/// <summary>What the keys of the full screen do to real processes, and show of them.</summary>
public class TopKeyTests
{
    public TopKeyTests() => Assert.SkipWhen(TmuxTerminal.WhyNot is not null, TmuxTerminal.WhyNot ?? "");

    [Fact]
    public async Task ANiceValueIsSetAfterAYesAndNotAfterANo()
    {
        using ProcessFamily family = new();
        await using TmuxTerminal terminal = await Open();
        int pid = family.Children[1];
        int before = Machine.Local.Processes.Get(pid).GetNice();
        int wanted = Math.Min(19, before + 7);
        await Filter(terminal, pid);
        await terminal.Keys("r");
        await terminal.WaitFor($"for {family.ChildName} ({pid}), now {before}: _");
        await terminal.Keys([.. Digits(wanted), "Enter"]);
        await terminal.WaitFor($"Set nice {wanted} for {family.ChildName} ({pid})?");
        await terminal.Keys("n");
        await terminal.WaitFor("nothing was changed");
        Assert.Equal(before, await NiceByPs(pid));
        await terminal.Keys("r");
        await terminal.WaitFor("now ");
        await terminal.Keys([.. Digits(wanted), "Enter"]);
        await terminal.WaitFor("Set nice ");
        await terminal.Keys("y");
        await terminal.WaitFor($"nice is {wanted} now for {pid}");
        Assert.Equal(wanted, await NiceByPs(pid));
        Assert.Equal(before, await NiceByPs(family.Children[0]));
    }

    [Fact]
    public async Task AnotherSignalIsChosenAndSent()
    {
        using Process victim = Process.Start("sleep", "3600");
        await using TmuxTerminal terminal = await Open();
        await Filter(terminal, victim.Id);
        await terminal.Keys("F9");
        await terminal.WaitFor("Send SIGTERM to sleep");
        await terminal.Keys("Down");
        await terminal.WaitFor("Send SIGKILL to sleep");
        await terminal.Keys("y");
        await victim.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(137, victim.ExitCode);
    }

    [Fact]
    public async Task WhatIsTaggedIsKilledAndNothingElse()
    {
        using ProcessFamily family = new();
        await using TmuxTerminal terminal = await Open();
        await Filter(terminal, family.ChildName, "3 of ");
        await terminal.Keys("Home", "Space", "Space");
        string screen = await terminal.WaitFor("2 tagged");
        int[] tagged = [.. Rows(screen).Where(row => row[1] == '*').Select(PidOf)];
        Assert.Equal(2, tagged.Length);
        await terminal.Keys("k");
        await terminal.WaitFor("Send SIGTERM to 2 processes: ");
        await terminal.Keys("y");
        await terminal.WaitFor("SIGTERM sent to 2 of 2 processes");
        Assert.True(SpinWait.SpinUntil(() => !tagged.Any(ProcessFamily.IsAlive), TimeSpan.FromSeconds(60)), "the tagged ones live on");
        Assert.True(ProcessFamily.IsAlive(family.Children.Except(tagged).Single()));
        Assert.True(ProcessFamily.IsAlive(family.Parent));
    }

    [Fact]
    public async Task ATreeKeepsTheAncestorsOfWhatTheFilterMeansAndIsFolded()
    {
        using ProcessFamily family = new();
        await using TmuxTerminal terminal = await Open();
        await Filter(terminal, family.ChildName, "3 of ");
        await terminal.Keys("t");
        string screen = await terminal.WaitFor($"└─{family.ChildName}");
        Assert.Contains($"filter \"{family.ChildName}\": 3 of ", screen, StringComparison.Ordinal);
        Assert.Equal(2, Rows(screen).Count(row => row.Contains($"├─{family.ChildName}", StringComparison.Ordinal)));

        // All the way up to where this test runs.
        int[] shown = [.. Rows(screen).Select(PidOf)];
        Assert.Equal(
            [
                .. Machine.Local.Processes.Get(family.Parent).GetParents().Select(parent => parent.Pid).Reverse(),
                family.Parent,
                .. family.Children,
            ],
            shown
        );

        await terminal.Keys([
            .. Enumerable.Repeat("Up", 1 + Array.FindIndex(Rows(screen), row => row[0] == '>')),
            .. Enumerable.Repeat("Down", Array.IndexOf(shown, family.Parent)),
        ]);
        await terminal.WaitFor(text => Rows(text).Any(row => row[0] == '>' && PidOf(row) == family.Parent), "the cursor on the parent");
        await terminal.Keys("-");
        screen = await terminal.WaitFor($"[+3] {family.ParentName}");
        Assert.DoesNotContain(Rows(screen), row => row.Contains(family.ChildName, StringComparison.Ordinal));

        // Folded it stays through refreshes.
        string clock = Clock(screen);
        screen = await terminal.WaitFor(text => Clock(text) != clock, "another refresh");
        Assert.Contains($"[+3] {family.ParentName}", screen, StringComparison.Ordinal);
        await terminal.Keys("+");
        await terminal.WaitFor($"└─{family.ChildName}");
        await terminal.Keys("*");
        await terminal.WaitFor(text => Rows(text) is [var only] && only.Contains("[+", StringComparison.Ordinal), "one folded root");
    }

    [Fact]
    public async Task AFollowedProcessKeepsTheCursorUntilItEnds()
    {
        using ProcessFamily family = new();
        await using TmuxTerminal terminal = await Open();
        await Filter(terminal, family.ChildName, "3 of ");
        await terminal.Keys("Home", "F");
        string screen = await terminal.WaitFor($"following {family.ChildName} (");
        int followed = PidOf(Rows(screen).Single(row => row[0] == '>'));

        // By PID the first; the other way round the last.
        await terminal.Keys([
            .. Enumerable.Repeat(
                ">",
                TopColumns.All.Count(column => !column.IsIO) - TopColumns.All.Where(column => !column.IsIO).ToList().IndexOf(TopColumns.Cpu)
            ),
        ]);
        screen = await terminal.WaitFor("by PID");
        Assert.Equal(family.Children, Rows(screen).Select(PidOf));
        await terminal.Keys("R");
        screen = await terminal.WaitFor(
            text => Rows(text).Select(PidOf).SequenceEqual(family.Children.Reverse()),
            "the order of the PIDs turned round"
        );
        Assert.Equal(followed, PidOf(Rows(screen).Single(row => row[0] == '>')));
        using (Process ending = Process.GetProcessById(followed))
        {
            ending.Kill();
        }

        await terminal.WaitFor($"{family.ChildName} ({followed}), which was followed, has ended");
    }

    [Fact]
    public async Task PausedItStandsStillUntilItGoesOn()
    {
        using ProcessFamily family = new();
        await using TmuxTerminal terminal = await Open("-d 0.1");
        await Filter(terminal, family.ChildName, "3 of ");
        await terminal.Keys("p");
        string screen = await terminal.WaitFor("PAUSED");
        using (Process ending = Process.GetProcessById(family.Children[0]))
        {
            ending.Kill();
        }

        Assert.True(SpinWait.SpinUntil(() => !ProcessFamily.IsAlive(family.Children[0]), TimeSpan.FromSeconds(60)));

        // Ten refreshes would have shown it. The keys work nevertheless.
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        await terminal.Keys("Down");
        string later = await terminal.WaitFor(text => Rows(text) is [_, ['>', ..], _] or [_, _, ['>', ..]], "the cursor moved");
        Assert.Equal(family.Children, Rows(later).Select(PidOf).Order());
        Assert.Equal(Clock(screen), Clock(later));
        await terminal.Keys("p");
        await terminal.WaitFor(
            text => text.Contains("2 of ", StringComparison.Ordinal) && !text.Contains("PAUSED", StringComparison.Ordinal),
            "two of three"
        );
    }

    [Fact]
    public async Task EveryColumnSorts()
    {
        await using TmuxTerminal terminal = await Open("", width: 200);
        await terminal.Keys("i");
        string screen = await terminal.WaitFor("WRITE/s");
        foreach (
            TopColumn column in TopColumns
                .All.SkipWhile(column => column != TopColumns.Cpu)
                .Skip(1)
                .Concat(TopColumns.All.TakeWhile(column => column != TopColumns.Cpu))
        )
        {
            await terminal.Keys(">");
            screen = await terminal.WaitFor(
                text => Regex.IsMatch(text, $@" by {Regex.Escape(column.Header)}( |$)", RegexOptions.Multiline),
                "the order by " + column.Header
            );
            string header = screen
                .Split('\n')
                .Single(line => line.Contains("COMMAND", StringComparison.Ordinal) && line.Contains("USER", StringComparison.Ordinal));
            Assert.Contains(column.LargestFirst ? "▼" : "▲", header, StringComparison.Ordinal);
        }

        await terminal.Keys("P");
        await terminal.WaitFor("by CPU%");
        await terminal.Keys("M");
        screen = await terminal.WaitFor("by RSS");
        Assert.Contains("RSS▼", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EachPageOfTheDetailsShowsWhatTheProcessHas()
    {
        const string Secret = "A0_PSUTIL_TEST_SECRET";
        string file = Path.GetTempFileName();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using Process owner = Executable.Start(
            "bash",
            ["-c", $"exec 9<'{file}' 8<>/dev/tcp/127.0.0.1/{port}; ulimit -Sn 321; echo ready; sleep 3600; :"],
            (Secret, "do-not-tell")
        );
        try
        {
            Assert.Equal("ready", await owner.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            await using TmuxTerminal terminal = await Open("", width: 160);
            await Filter(terminal, owner.Id);
            await terminal.Keys("Enter");
            await terminal.WaitFor("[1 summary]");
            await terminal.WaitFor("not shown (a shows it)");
            await terminal.Keys("a");
            await terminal.WaitFor($"bash -c exec 9<'{file}'");
            await terminal.Keys("3");
            await terminal.WaitFor(screen => Regex.IsMatch(screen, $@"\b9 +r +0 +{Regex.Escape(file)}"), "the open file");
            await terminal.Keys("4");
            await terminal.WaitFor(
                screen => Regex.IsMatch(screen, $@"\b8 +tcp +ESTABLISHED .*127\.0\.0\.1:\d+ +127\.0\.0\.1:{port}\b"),
                "the socket"
            );
            await terminal.Keys("5");
            string hidden = await terminal.WaitFor("Enter shows it");
            Assert.DoesNotContain(Secret, hidden, StringComparison.Ordinal);
            await terminal.Keys("Enter");
            await terminal.WaitFor($"{Secret}=do-not-tell");
            await terminal.Keys("6");
            await terminal.WaitFor("/bash");
            await terminal.Keys("Tab");
            await terminal.WaitFor(screen => Regex.IsMatch(screen, @"nofile +321 "), "the limit");
            await terminal.Keys("2");
            await terminal.WaitFor(screen => Regex.IsMatch(screen, $@"1 thread, CPU% of one core\s+TID .*\s+{owner.Id} "), "the thread");
            await terminal.Keys("Escape");
            await terminal.WaitFor("1 of ");
            await terminal.Keys("H");
            await terminal.WaitFor("[2 threads]");
        }
        finally
        {
            owner.Kill(entireProcessTree: true);
            File.Delete(file);
        }
    }

    [Fact]
    public async Task HelpTellsEveryKeyAndColumnAndGoesAway()
    {
        await using TmuxTerminal terminal = await Open("", height: 140);
        await terminal.Keys("?");
        string help = await terminal.WaitFor("CPU time used so far");
        Assert.All(
            (string[])
                [
                    "signal to it",
                    "renice it",
                    "tag; untag all",
                    "follow",
                    "pause",
                    "fold",
                    "filter by",
                    "its threads, files",
                    "details of",
                    "suspend",
                ],
            words => Assert.Contains(words, help, StringComparison.Ordinal)
        );
        Assert.All(TopColumns.All, column => Assert.Contains($" {column.Header} ", help, StringComparison.Ordinal));
        await terminal.Keys("x");
        await terminal.WaitFor("COMMAND");
    }

    private static async Task<TmuxTerminal> Open(string options = "", int width = 120, int height = 30)
    {
        TmuxTerminal terminal = await TmuxTerminal.Start(width, height, "PSUTIL=" + Executable.Psutil, "PSUTIL_ARGS=names");
        await terminal.Line($"\"$PSUTIL\" top {options}");
        await terminal.WaitFor(
            screen => Regex.IsMatch(screen, @"\d+ processes") && screen.Contains("COMMAND", StringComparison.Ordinal),
            "the first sample"
        );
        return terminal;
    }

    private static Task Filter(TmuxTerminal terminal, int pid) => Filter(terminal, pid.ToString(CultureInfo.InvariantCulture), "1 of ");

    private static async Task Filter(TmuxTerminal terminal, string text, string count)
    {
        await terminal.Keys("F4");
        await terminal.Line(text);
        await terminal.WaitFor(
            screen =>
                screen.Contains($"filter \"{text}\": {count}", StringComparison.Ordinal)
                && !screen.Contains("Enter keep", StringComparison.Ordinal),
            "the filter"
        );
    }

    private static string[] Digits(int number) =>
        [.. number.ToString(CultureInfo.InvariantCulture).Select(character => character.ToString())];

    private static async Task<int> NiceByPs(int pid) =>
        int.Parse(
            (await Executable.Run("ps", ["-o", "ni=", "-p", pid.ToString(CultureInfo.InvariantCulture)])).Output,
            CultureInfo.InvariantCulture
        );

    // The rows of the table: what stands between its header and the last line.
    private static string[] Rows(string screen)
    {
        string[] lines = screen.TrimEnd('\n').Split('\n');
        int header = Array.FindIndex(lines, line =>
            line.Contains(" PID", StringComparison.Ordinal) && line.Contains("COMMAND", StringComparison.Ordinal)
        );
        return [.. lines[(header + 1)..^1].Where(line => Regex.IsMatch(line, @"^[> ][* +x] *\d+ "))];
    }

    private static int PidOf(string row) =>
        int.Parse(row[2..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);

    private static string Clock(string screen) => Regex.Match(screen.Split('\n')[0], @"\d\d:\d\d:\d\d").Value;
}
