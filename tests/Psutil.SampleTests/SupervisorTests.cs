using System.Text.RegularExpressions;

namespace Psutil.SampleTests;

/// <summary>The supervisor, whose children are killed, and who is interrupted, terminated and killed itself.</summary>
public sealed partial class SupervisorTests
{
    private const int MostProcesses = 120;

    // The command line of whatever a test starts has it, so that a test recognizes its own processes.
    private readonly string _mark = $"0.{Random.Shared.NextInt64(1_000_000_000, 10_000_000_000):D}";

    public SupervisorTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a POSIX shell, and the signals of Linux.");

    [Fact]
    public void AChildThatWasKilledIsStartedAgain()
    {
        using SampleProgram supervisor = Start("sleep", "1000", _mark);
        for (int round = 0; round < 10; round++)
        {
            int pid = ReadStarted(supervisor);
            Machine.Local.Processes.Get(pid).Kill();
            Assert.Equal($"{pid} ended with -9", supervisor.ReadLine());
        }

        EndByTerminating(supervisor);
    }

    [Fact]
    public void NoExitCodeOfAThousandIsLost()
    {
        string counter = Path.GetTempFileName();
        try
        {
            File.WriteAllText(counter, "0\n");
            using SampleProgram supervisor = Start(
                "sh",
                "-c",
                "read n < \"$0\"; echo $((n + 1)) > \"$0\"; [ $((n % 10)) = 9 ] && kill -9 $$; exit $((n % 200))",
                counter
            );
            for (int number = 0; number < 1000; number++)
            {
                int expected = number % 10 == 9 ? -9 : number % 200;
                Assert.Equal($"{ReadStarted(supervisor)} ended with {expected}", supervisor.ReadLine());
            }
        }
        finally
        {
            File.Delete(counter);
        }
    }

    [Fact]
    public void WhatAChildLeavesBehindIsEndedBeforeTheNextStart()
    {
        using SampleProgram supervisor = Start("sh", "-c", $"sleep 1000 {_mark} & exit 7");
        for (int round = 0; round < 20; round++)
        {
            Assert.Equal($"{ReadStarted(supervisor)} ended with 7", supervisor.ReadLine());
        }

        EndByTerminating(supervisor);
        AssertNothingIsLeft();
    }

    [Fact]
    public void CtrlCInItsTerminalEndsTheTree()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "script is not installed.");
        using SampleProgram terminal = SampleProgram.Start(
            "/usr/bin/script",
            "--quiet",
            "--return",
            "--command",
            // Whoever runs the tests in the background ignores SIGINT, and so would all that they start.
            $"exec env --default-signal=INT {SampleProgram.PathOf("Supervisor")} 0 - sh -c 'sleep 1000 {_mark} & sleep 1000 {_mark} & wait'",
            "/dev/null"
        );
        ReadStarted(terminal);
        SampleProgram.Until(() => CountMarked() >= 2, "the tree to start");
        terminal.Process.StandardInput!.Write('\u0003');
        Assert.Equal(0, terminal.Process.Wait(SampleProgram.Patience));
        AssertNothingIsLeft();
    }

    [Fact]
    public void ATreeThatDoesNotListenIsKilled()
    {
        using SampleProgram supervisor = Start("sh", "-c", $"trap '' INT TERM; (sleep 1000 {_mark} & sleep 1000 {_mark})");
        ReadStarted(supervisor);
        SampleProgram.Until(() => CountMarked() >= 2, "the tree to start");

        // Not SIGINT, which whoever runs the tests in the background ignores, and so does the supervisor then.
        supervisor.Process.Terminate();
        Match result = Result().Match(supervisor.ReadLine());
        Assert.Equal(0, supervisor.Process.Wait(SampleProgram.Patience));
        Assert.InRange(int.Parse(result.Groups["killed"].Value, CultureInfo.InvariantCulture), 2, 4);
        AssertNothingIsLeft();
    }

    [Fact]
    public void NothingSurvivesASupervisorThatIsKilled()
    {
        using SampleProgram supervisor = Start("sh", "-c", $"trap '' INT TERM HUP; (sleep 1000 {_mark} & sleep 1000 {_mark})");
        ReadStarted(supervisor);
        SampleProgram.Until(() => CountMarked() >= 2, "the tree to start");
        supervisor.Process.Kill();
        Assert.Equal(-9, supervisor.Process.Wait(SampleProgram.Patience));
        SampleProgram.Until(() => CountMarked() == 0, "the tree to end with its supervisor");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AForkBombStaysWithinItsLimitAndEnds(bool isKilled)
    {
        using UserOfItsOwn user = UserOfItsOwn.Create();
        string most = MostProcesses.ToString(CultureInfo.InvariantCulture);

        // The second limit saves the machine if the first fails.
        string bomb = $"exec 2> /dev/null; ulimit -p {2 * MostProcesses}; bomb() {{ sleep 1000 & bomb & bomb & wait; }}; bomb";
        using SampleProgram supervisor = SampleProgram.Start("setpriv", [.. user.Arguments, "1000", most, "sh", "-c", bomb]);
        ReadStarted(supervisor);

        // The limit counts the threads of the supervisor too. What was started before it was set can be above it, but is limited itself.
        SampleProgram.Until(() => user.CountProcesses() >= MostProcesses / 2, "the bomb to fill half of its limit");
        Assert.All(user.GetLimits(), limit => Assert.Equal((ulong)MostProcesses, limit));
        if (isKilled)
        {
            supervisor.Process.Kill();
            SampleProgram.Until(() => user.CountProcesses() == 0, "the bomb to end with its supervisor");
        }
        else
        {
            EndByTerminating(supervisor);
            SampleProgram.Until(() => user.CountProcesses() == 0, "the bomb to end");
        }
    }

    private static SampleProgram Start(params string[] program) =>
        SampleProgram.Start(SampleProgram.PathOf("Supervisor"), ["0", "-", .. program]);

    private static int ReadStarted(SampleProgram supervisor)
    {
        Match started = Started().Match(supervisor.ReadLine());
        Assert.True(started.Success, "A child should have started.");
        return int.Parse(started.Groups["pid"].Value, CultureInfo.InvariantCulture);
    }

    private static void EndByTerminating(SampleProgram supervisor)
    {
        supervisor.Process.Terminate();
        Assert.Equal(0, supervisor.Process.Wait(SampleProgram.Patience));
    }

    // The shell has the mark in its command line too.
    private int CountMarked() =>
        Machine.Local.Processes.Capture(ProcessFields.CommandLine).Count(process => process.CommandLine?.Contains(_mark) == true);

    // On a busy machine the supervisor does not wait for the last to end.
    private void AssertNothingIsLeft() => SampleProgram.Until(() => CountMarked() == 0, "the tree to end");

    // In a terminal, .NET prints its control sequences first.
    [GeneratedRegex(@"\b(?<pid>\d+) started$")]
    private static partial Regex Started();

    [GeneratedRegex(@"^(?<ended>\d+) ended, (?<killed>\d+) of them killed$")]
    private static partial Regex Result();
}
