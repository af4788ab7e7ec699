using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

/// <summary>What permission hid is said on standard error: once, and under <c>--watch</c> whenever it changes.</summary>
public class NoticeTests
{
    private const string One = "psutil: 1 value of 1 process was denied; run as root to see it\n";
    private const string Two = "psutil: 2 values of 2 processes were denied; run as root to see them\n";

    [Theory]
    [InlineData("ps --fields pid,exe")]
    [InlineData("ps --fields pid,exe --json")]
    [InlineData("ps --fields pid,exe --csv")]
    public void ItIsSaidOnceWhileItStaysTheSameAndAgainWhenItChanges(string line)
    {
        int round = 0;
        ToolRun? run = null;
        run = new ToolRun
        {
            IsPrivileged = false,
            OnSleep = _ =>
            {
                if (++round == 2)
                {
                    run!.Machine.Processes.Add(
                        ToolProcess.Create(60000, "closed").Without(ProcessFields.ExecutablePath, UnavailableReason.Denied)
                    );
                }
            },
        };
        run.Run([.. line.Split(' '), "--watch", "1", "--count", "4"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(One + Two, run.Error);
    }

    [Theory]
    [InlineData("ps")]
    [InlineData("ps --json")]
    [InlineData("info 54321")]
    [InlineData("procsmem")]
    [InlineData("io")]
    [InlineData("top -b -n 2")]
    [InlineData("top --json -n 2")]
    [InlineData("top --csv -n 2")]
    public void EveryCommandSaysIt(string line)
    {
        ToolRun run = new() { IsPrivileged = false };
        run.Machine.Processes.Add(
            ToolProcess
                .Create(60000, "closed")
                .Without(ProcessFields.UserName | ProcessFields.MemoryFootprint | ProcessFields.IOCounters, UnavailableReason.Denied)
        );
        run.Run(line.Split(' '));
        Assert.Equal(0, run.ExitCode);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.Contains("denied; run as root to see ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void OnAScreenThatIsDrawnOverItStandsBelowTheTable()
    {
        ToolRun run = new ToolRun
        {
            IsPrivileged = false,
            Terminal = ToolRun.TerminalOf(80, 5),
            ErrorTerminal = ToolRun.TerminalOf(80, 5),
        };
        run.Run("ps", "--fields", "pid,exe", "--watch", "1", "--count", "2");
        Assert.Equal("", run.Error);
        string[] frames = run.Output.Split("\u001b[H")[1..];
        Assert.Equal(2, frames.Length);
        Assert.All(frames, frame =>
        {
            string[] lines = frame.Replace("\u001b[K", "", StringComparison.Ordinal).Split('\n');

            // The cursor stands on the fifth line: one more would scroll.
            Assert.Equal(5, lines.Length);
            Assert.Equal(One.TrimEnd('\n'), lines[3]);
        });
    }

    [Fact]
    public void WhereErrorsGoToAFileTheyGoThereEvenSo()
    {
        ToolRun run = new ToolRun { IsPrivileged = false, Terminal = ToolRun.TerminalOf(80, 24) };
        run.Run("ps", "--fields", "pid,exe", "--watch", "1", "--count", "3");
        Assert.Equal(One, run.Error);
        Assert.DoesNotContain("denied", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AGapOfTheMachineIsRepeatedTheSameWay()
    {
        ToolRun run = new ToolRun().Run("dump", "--json", "--watch", "1", "--count", "3");
        Assert.Equal(
            "psutil: disks.usage./mnt/dead could not be read: the file system at /mnt/dead did not answer statvfs within 1 s (and 1 more under 'unavailable')\n",
            run.Error
        );
    }
}
