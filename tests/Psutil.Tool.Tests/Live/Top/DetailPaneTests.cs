using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Psutil.Tool.Readings;

namespace Psutil.Tool.Tests.Live;

/// <summary>The details of a process beside the table, by keys and by the mouse, on a real terminal.</summary>
public class DetailPaneTests
{
    public DetailPaneTests() => Assert.SkipWhen(TmuxTerminal.WhyNot is not null, TmuxTerminal.WhyNot ?? "");

    [Fact]
    public async Task TheTableStaysAboveTheDetailsAndChoosesTheProcess()
    {
        using ProcessFamily family = new();
        await using TmuxTerminal terminal = await Open(family, 120, 40);
        string screen = await terminal.Screen();
        await OpenByDoubleClick(terminal, screen, family.Children[1]);
        screen = await terminal.WaitFor($"{family.ChildName} ({family.Children[1]})");
        Assert.Contains("COMMAND", screen, StringComparison.Ordinal);
        await terminal.WaitFor("1 thread, last on CPU");

        // The names of the pages and the rows of the table.
        await terminal.Click(await terminal.Screen(), " 3 files ", 3);
        await terminal.WaitFor("[3 files]");
        screen = await terminal.Screen();
        await terminal.Click(screen, RowOf(screen, family.Children[2]), 20);
        screen = await terminal.WaitFor($"{family.ChildName} ({family.Children[2]})");
        Assert.Contains("[3 files]", screen, StringComparison.Ordinal);

        // The rows are in the order of the PIDs.
        await terminal.Keys("N");
        await terminal.WaitFor($"{family.ChildName} ({family.Children[1]})");
        await terminal.Keys("n");
        await terminal.WaitFor($"{family.ChildName} ({family.Children[2]})");
        await terminal.Keys("n");
        await terminal.WaitFor("there is no other process in this direction");

        // On a lower screen the details have it for themselves; then the table is back.
        await terminal.Resize(80, 24);
        await terminal.WaitFor(
            text => text.Contains("[3 files]", StringComparison.Ordinal) && !text.Contains("COMMAND", StringComparison.Ordinal),
            "only the details"
        );
        await terminal.Keys("Z");
        await terminal.WaitFor("'Z' does nothing here");
        await terminal.Resize(120, 40);
        screen = await terminal.WaitFor("COMMAND");
        await terminal.Keys("Escape");
        screen = await terminal.WaitFor(text => !text.Contains("[3 files]", StringComparison.Ordinal), "the table alone");
        await terminal.Click(screen, "quit", 1);
        await TopPane.AssertClean(terminal, null, 0);
    }

    [Fact]
    public async Task TheCurvesBeginBeforeTheDetailsAreOpened()
    {
        using ProcessFamily family = new();
        await using TmuxTerminal terminal = await Open(family, 120, 40);

        // Two values are in a column of the curve of all CPUs.
        await terminal.WaitFor(text => Regex.IsMatch(text, "0%.*[\u2801-\u28ff]{3}"), "five refreshes");
        await terminal.Keys("p");
        await terminal.WaitFor("PAUSED");
        await terminal.Keys("Enter");
        await terminal.WaitFor(
            text => Regex.IsMatch(text, $@"{family.ChildName} \({family.Children[0]}\) .*[\u2801-\u28ff]{{2}} RSS .*[\u2801-\u28ff]{{2}}"),
            "the curves while there are no refreshes"
        );
        await terminal.Keys("q", "q");
        await TopPane.AssertClean(terminal, null, 0);
    }

    [Fact]
    public async Task TheLastValuesStayAfterTheEnd()
    {
        using ProcessFamily family = new();
        await using TmuxTerminal terminal = await Open(family, 120, 40);
        await terminal.Keys("Enter");
        await terminal.WaitFor($"{family.ChildName} ({family.Children[0]})");
        await terminal.WaitFor($"{family.ParentName} ({family.Parent})");
        await terminal.Keys("k");
        await terminal.WaitFor($"Send SIGTERM to {family.ChildName} ({family.Children[0]})?");
        await terminal.Keys("h", "u");
        await terminal.WaitFor("Send SIGHUP to");
        await terminal.Keys("9");
        await terminal.WaitFor("Send SIGKILL to");
        await terminal.Keys("y");
        string screen = await terminal.WaitFor("has ended");
        Assert.Contains("Started ", screen, StringComparison.Ordinal);
        Assert.Contains("Memory ", screen, StringComparison.Ordinal);
        await terminal.Keys("k");
        await terminal.WaitFor("there is no process to act on");
        Assert.True(ProcessFamily.IsAlive(family.Children[1]));
    }

    [Fact]
    public async Task ASocketHasTheRateOfWhatItSends()
    {
        Assert.SkipUnless(CountsTraffic(), "the traffic of sockets cannot be counted here");
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using Process sender = Executable.Start(
            "bash",
            ["-c", $"exec 8<>/dev/tcp/127.0.0.1/{port}; while printf '%1000s' x >&8; do sleep 0.05; done"]
        );
        try
        {
            using Socket accepted = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
            await using NetworkStream stream = new(accepted);
            Task drained = stream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
            await using TmuxTerminal terminal = await TmuxTerminal.Start(120, 40, "PSUTIL=" + Executable.Psutil);
            await TopPane.Open(terminal, $"--pid {sender.Id}");
            await terminal.WaitFor($"{sender.Id} ");
            await terminal.Keys("Enter");
            await terminal.WaitFor("[1 summary]");
            await terminal.Keys("4");
            await terminal.WaitFor(
                screen => Regex.IsMatch(screen, $@"\b8 +tcp +ESTABLISHED +0B +[1-9][\d.]*[BKM] +127\.0\.0\.1:\d+ +127\.0\.0\.1:{port}\b"),
                "the rate of the socket"
            );
            Assert.False(drained.IsFaulted);
        }
        finally
        {
            sender.Kill(entireProcessTree: true);
        }
    }

    private static bool CountsTraffic()
    {
        try
        {
            using ProcessNetworkMeter meter = TrafficMeter.Open(Machine.Local, new ProcessNetworkMeterOptions { AllowBpf = false });
            return true;
        }
        catch (PsutilException)
        {
            return false;
        }
    }

    private static async Task<TmuxTerminal> Open(ProcessFamily family, int width, int height)
    {
        TmuxTerminal terminal = await TmuxTerminal.Start(width, height, "PSUTIL=" + Executable.Psutil);
        await terminal.Line($"{TopPane.Command} --sort pid --pid {string.Join(',', family.Children)}");
        await terminal.WaitFor(
            screen => family.Children.All(pid => Regex.IsMatch(screen, $@"^[> ][ +] +{pid} ", RegexOptions.Multiline)),
            "the family"
        );
        return terminal;
    }

    // A machine may be so busy that two clicks come too far apart: then they are made again.
    private static async Task OpenByDoubleClick(TmuxTerminal terminal, string screen, int pid)
    {
        string row = RowOf(screen, pid);
        bool isOpen = false;
        for (int time = 0; time < 20 && !isOpen; time++)
        {
            await terminal.Click(screen, row, 20, times: 2);
            for (int look = 0; look < 50 && !isOpen; look++)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
                isOpen = (await terminal.Screen()).Contains("[1 summary]", StringComparison.Ordinal);
            }
        }

        Assert.True(isOpen, "a double click opened nothing");
    }

    private static string RowOf(string screen, int pid) =>
        screen.Split('\n').Single(line => Regex.IsMatch(line, $@"^[> ][ *+x] *{pid} "))[2..];
}
