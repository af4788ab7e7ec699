using System.Diagnostics;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.LinuxTests.Control;

/// <summary>A child from its start to its disposal.</summary>
public class ChildProcessTests
{
    // linux/pidfd.h: _IOWR(0xFF, 11, struct pidfd_info).
    private const uint PidFdGetInfo = 0xC040FF0B;

    private static Processes Processes => Machine.Local.Processes;

    [Fact]
    public async Task DisposingTwiceIsNoErrorAndWaitingAfterwardsIs()
    {
        ChildProcess child = Processes.Start(new ProcessStartInfo("sleep", "1000"), killOnDispose: true);
        OSProcess handle = Processes.Get(child.Pid);
        Task<int?> wait = child.WaitAsync(TestContext.Current.CancellationToken);
        child.Dispose();
        child.Dispose();
        Assert.False(handle.IsRunning());
        Assert.False(child.IsRunning());
        Assert.Throws<ObjectDisposedException>(() => child.Wait(TimeSpan.Zero));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => child.WaitAsync(TestContext.Current.CancellationToken));

        // The one that was under way has an end: the exit code, or that it was disposed of.
        Assert.True(
            await Record.ExceptionAsync(() => wait.WaitAsync(Child.Patience, TestContext.Current.CancellationToken))
                is null
                    or ObjectDisposedException
                    or InvalidOperationException
        );
    }

    [Fact]
    public void ALookSeesTheEndAtOnce()
    {
        for (int round = 0; round < 50; round++)
        {
            using ChildProcess child = Processes.Start(
                new ProcessStartInfo("sh", ["-c", "read line; exit 9"]) { RedirectStandardInput = true },
                killOnDispose: true
            );
            OSProcess handle = Processes.Get(child.Pid);
            Assert.Throws<PsutilTimeoutException>(() => child.Wait(TimeSpan.Zero));
            child.StandardInput!.Close();
            _ = handle.Wait(Child.Patience);
            Assert.Equal(9, child.Wait(TimeSpan.Zero));
        }
    }

    [Fact]
    public void AChildThatEndsAtOnceHasItsOwnExitCode()
    {
        string program = Program.Path("exit");
        for (int round = 0; round < 200; round++)
        {
            int code = round % 2 == 0 ? round : -9;
            using ChildProcess child = Processes.Start(new ProcessStartInfo(program, code.ToString(CultureInfo.InvariantCulture)));
            int? actual = child.Wait(Child.Patience);

            // A child that ended before anybody could look has only what the runtime collected, which tells signals as a shell does.
            Assert.True(actual == code || (actual == 137 && code == -9), $"{actual} instead of {code}");
            Assert.False(child.IsRunning());
        }
    }

    [Theory]
    [InlineData("exit 6", 6)]
    [InlineData("kill -TERM $$", -15)]
    public Task EveryWaitReturnsTheSameExitCode(string end, int expected) => WaitAgainAsync(end, expected);

    // The ioctl that reports the exit code of any process, which kernels before 6.15 do not have.
    [Theory]
    [InlineData("exit 6", 6)]
    [InlineData("kill -TERM $$", -15)]
    public void EveryWaitReturnsTheSameExitCodeWithoutProcessInformation(string end, int expected)
    {
        if (!OwnProcess.IsThis(GetType(), nameof(EveryWaitReturnsTheSameExitCodeWithoutProcessInformation)))
        {
            return;
        }

        int ioctl = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 16 : 29;
        RestrictedThread.RunWithout([new(ioctl, Errno.ENOTTY, Argument: 1, Value: PidFdGetInfo)], () =>
        {
            Assert.Equal(-Errno.ENOTTY, Libc.GetProcessInformation(Environment.ProcessId, out _));
            WaitAgainAsync(end, expected).GetAwaiter().GetResult();
        });
    }

    [Theory]
    [InlineData("exit 6", 6)]
    [InlineData("kill -TERM $$", -15)]
    public void EveryWaitReturnsTheSameExitCodeWithoutPidFd(string end, int expected)
    {
        if (OwnProcess.IsThis(GetType(), nameof(EveryWaitReturnsTheSameExitCodeWithoutPidFd)))
        {
            RestrictedThread.RunWithout([new(SystemCallNumbers.PidFdOpen, Errno.ENOSYS)], () =>
                WaitAgainAsync(end, expected).GetAwaiter().GetResult()
            );
        }
    }

    [Fact]
    public void AVeryLongTimeoutHasNoLimit()
    {
        using ChildProcess child = Processes.Start(
            new ProcessStartInfo("sh", ["-c", "read line; exit 4"]) { RedirectStandardInput = true },
            killOnDispose: true
        );
        child.StandardInput!.Close();
        Assert.Equal(4, child.Wait(TimeSpan.MaxValue));
        Assert.Equal(4, child.Wait());
        Assert.Equal(4, Assert.Single(Processes.WaitAll([child], TimeSpan.MaxValue).Ended).ExitCode);
    }

    private static async Task WaitAgainAsync(string end, int expected)
    {
        using ChildProcess child = Processes.Start(
            new ProcessStartInfo("sh", ["-c", $"read line; {end}"]) { RedirectStandardInput = true },
            killOnDispose: true
        );
        child.StandardInput!.Close();
        int? first = child.Wait(Child.Patience);

        // If the runtime collected the child before the wait could see how it ended, a signal is an exit code, as in a shell.
        Assert.True(first == expected || (expected < 0 && first == 128 - expected), $"The exit code is {first}.");
        Assert.Equal(first, child.Wait(TimeSpan.Zero));
        Assert.Equal(first, child.Wait());
        Assert.Equal(first, await child.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal(first, Assert.Single(Processes.WaitAll([child], Child.Patience).Ended).ExitCode);
    }
}
