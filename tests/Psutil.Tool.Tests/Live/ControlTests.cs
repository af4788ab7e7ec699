using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Psutil.Tool.Tests.Live;

/// <summary>The commands that act, on real processes.</summary>
public class ControlTests
{
    public ControlTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "acting on processes is Linux's so far");

    [Fact]
    public async Task KillEndsAProcess()
    {
        using Process child = Process.Start("sleep", "1000");
        (int exitCode, string output, string error) = await Executable.Run(Executable.Psutil, ["kill", Text(child.Id)]);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("sent", output, StringComparison.Ordinal);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(128 + 15, child.ExitCode);
    }

    [Fact]
    public async Task WithAGracePeriodWhoDoesNotObeyIsKilled()
    {
        using Process stubborn = Executable.Start("sh", ["-c", "trap '' TERM; sleep 1000 & echo ready; wait"]);
        Assert.Equal("ready", await stubborn.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        (int exitCode, string output, _) = await Executable.Run(
            Executable.Psutil,
            ["kill", Text(stubborn.Id), "--tree", "--grace", "0.2", "--yes", "--csv"]
        );
        Assert.Equal(0, exitCode);
        Assert.Equal(3, output.TrimEnd().Split("\r\n").Length);
        Assert.All(output.TrimEnd().Split("\r\n").Skip(1), line => Assert.Contains(",SIGTERM,ended,", line, StringComparison.Ordinal));
        await stubborn.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(128 + 9, stubborn.ExitCode);
    }

    [Fact]
    public async Task AWholeTreeIsKilled()
    {
        using Process root = Executable.Start("sh", ["-c", "sleep 1000 & sh -c 'sleep 1000 & echo ready; wait' & wait"]);
        Assert.Equal("ready", await root.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        (_, string tree, _) = await Executable.Run(Executable.Psutil, ["tree", Text(root.Id), "--csv"]);
        int[] pids = [.. tree.TrimEnd().Split("\r\n").Skip(1).Select(line => int.Parse(line.Split(',')[1], CultureInfo.InvariantCulture))];
        Assert.Equal(4, pids.Length);
        (int exitCode, _, _) = await Executable.Run(Executable.Psutil, ["kill", Text(root.Id), "--tree", "--signal", "KILL", "--yes"]);
        Assert.Equal(0, exitCode);
        await root.WaitForExitAsync(TestContext.Current.CancellationToken);
        Processes processes = Machine.Local.Processes;
        Assert.All(pids, pid =>
            Assert.True(
                SpinWait.SpinUntil(
                    () =>
                        !processes.TryGet(pid, out OSProcess? process)
                        || process.Capture(ProcessFields.Status).Status is null or ProcessStatus.Zombie,
                    TimeSpan.FromSeconds(60)
                ),
                $"{pid} lives"
            )
        );
    }

    [Fact]
    public async Task WaitReportsTheExitCodeOfAnyProcess()
    {
        using Process child = Executable.StartWithInput("read line; exit 7");
        using Process wait = Executable.Start(Executable.Psutil, ["wait", Text(child.Id), "--timeout", "60"]);

        // Only a wait that has begun proves anything: a descriptor of the process alone may be for asking whose it is.
        Assert.True(SpinWait.SpinUntil(() => IsWaitedFor(child.Id, wait.Id), TimeSpan.FromSeconds(60)), "It never began to wait.");
        await child.StandardInput.WriteLineAsync();
        string output = await wait.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await wait.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, wait.ExitCode);
        Assert.Matches($@"\A{child.Id} \(sh\) (exited with code 7|ended \(exit code unknown\)) after [0-9.]+m?s\n\z", output);
    }

    [Fact]
    public async Task PidofFindsWhatPgrepFinds()
    {
        using Process child = Process.Start("sleep", "1000");
        try
        {
            (_, string output, _) = await Executable.Run(Executable.Psutil, ["pidof", "sleep"]);
            Assert.Contains(Text(child.Id), output.TrimEnd().Split(' '));
        }
        finally
        {
            child.Kill();
        }
    }

    [Fact]
    public async Task WithoutATerminalManyAreRefused()
    {
        using Process first = Process.Start("sleep", "1001");
        using Process second = Process.Start("sleep", "1001");
        try
        {
            (int exitCode, string output, string error) = await Executable.Run(
                "sh",
                ["-c", $"echo y | \"$0\" kill {first.Id} {second.Id}", Executable.Psutil]
            );
            Assert.Equal((2, ""), (exitCode, output));
            Assert.Contains("use --yes", error, StringComparison.Ordinal);
            Assert.False(first.HasExited || second.HasExited);
        }
        finally
        {
            first.Kill();
            second.Kill();
        }
    }

    [Fact]
    public async Task WhatIsSaidOnATerminalComesWithoutAnEscape()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "there is no util-linux script to make a terminal with");
        (_, string output, _) = await Executable.Run(
            "sh",
            ["-c", "script -qec '\"$PSUTIL\" info 99999999' /dev/null < /dev/null", "sh"],
            ("PSUTIL", Executable.Psutil)
        );
        Assert.Equal("psutil: there is no process 99999999\r\n", output);
    }

    [Theory]
    [InlineData("y", true)]
    [InlineData("n", false)]
    public async Task OnATerminalManyAreAskedAbout(string answer, bool end)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "there is no util-linux script to make a terminal with");
        using Process first = Process.Start("sleep", "1002");
        using Process second = Process.Start("sleep", "1002");
        try
        {
            (_, string output, _) = await Executable.Run(
                "sh",
                ["-c", $"echo {answer} | script -qec '\"$PSUTIL\" kill {first.Id} {second.Id}' /dev/null", "sh"],
                ("PSUTIL", Executable.Psutil)
            );
            Assert.Contains($"{first.Id} ", output, StringComparison.Ordinal);
            Assert.Contains("Send SIGTERM (15) to 2 processes? [y/N]", output, StringComparison.Ordinal);
            Assert.Equal(
                end,
                SpinWait.SpinUntil(() => first.HasExited && second.HasExited, end ? TimeSpan.FromSeconds(60) : TimeSpan.Zero)
            );
        }
        finally
        {
            first.Kill();
            second.Kill();
        }
    }

    // An epoll descriptor names those that it waits for ("tfd: 4 events: ..."), and a pidfd its process.
    private static bool IsWaitedFor(int pid, int waiter)
    {
        Dictionary<string, string> descriptors = Directory
            .EnumerateFiles($"/proc/{waiter}/fdinfo")
            .ToDictionary(file => Path.GetFileName(file), ReadIfThere);
        return descriptors.Any(waited =>
            waited.Value.Contains($"\nPid:\t{pid}\n", StringComparison.Ordinal)
            && descriptors.Values.Any(text => Regex.IsMatch(text, $@"^tfd:\s+{waited.Key}\s", RegexOptions.Multiline))
        );
    }

    private static string ReadIfThere(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string Text(int pid) => pid.ToString(CultureInfo.InvariantCulture);
}
