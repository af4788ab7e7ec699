using System.Diagnostics;

namespace Psutil.KernelTests;

/// <summary>How processes of others end: zombies, and what the kernel's process descriptors (pidfd) of each age tell.</summary>
public sealed class ExitTests(KernelMachine machine) : IClassFixture<KernelMachine>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void AZombieIsSeenAsOneAndTakesASignal()
    {
        // What bash becomes never collects the child that bash started.
        using ChildProcess parent = Start("bash -c 'exit 9' & echo $!; exec sleep 1000");
        OSProcess zombie = Machine.Local.Processes.Get(int.Parse(parent.StandardOutput!.ReadLine()!, CultureInfo.InvariantCulture));
        Assert.True(SpinWait.SpinUntil(() => zombie.GetStatus() == ProcessStatus.Zombie, Patience));
        Assert.Equal("bash", zombie.GetName());
        Assert.Equal(parent.Pid, zombie.GetParentPid());
        Assert.True(Machine.Local.Processes.Exists(zombie.Pid));
        zombie.Kill();
        Assert.Equal(ProcessStatus.Zombie, zombie.GetStatus());
        Assert.Throws<ZombieProcessException>(() => zombie.GetMemoryMaps());
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("kill -KILL $$", -9)]
    public async Task AStrangersExitCodeIsKnownFromLinux615On(string end, int code)
    {
        using ChildProcess parent = Start($"bash -c 'read line; {end}' <&0 & echo $!; wait");
        OSProcess stranger = Machine.Local.Processes.Get(int.Parse(parent.StandardOutput!.ReadLine()!, CultureInfo.InvariantCulture));
        Task<int?> wait = stranger.WaitAsync(TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
        Assert.False(wait.IsCompleted);
        await parent.StandardInput!.WriteLineAsync();
        await parent.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        int? exitCode = await wait.WaitAsync(Patience, TestContext.Current.CancellationToken);
        // Collected by its parent at once: before PIDFD_GET_INFO told it, nobody could know.
        Assert.Contains(exitCode, machine.Kernel >= new Version(6, 15) ? [code] : (int?[])[null, code]);
    }

    [Fact]
    public void AStrangerIsEndedAndWaitedFor()
    {
        using ChildProcess parent = Start("sleep 1000 & echo $!; wait; read line");
        OSProcess stranger = Machine.Local.Processes.Get(int.Parse(parent.StandardOutput!.ReadLine()!, CultureInfo.InvariantCulture));
        Assert.True(stranger.IsRunning());
        stranger.Terminate();
        stranger.Wait(Patience);

        // It is a zombie until its parent has collected it.
        Assert.True(SpinWait.SpinUntil(() => !stranger.IsRunning(), Patience));
        Assert.Throws<NoSuchProcessException>(() => stranger.Terminate());
    }

    [Fact]
    public void AChildsExitCodeIsKnownOnEveryKernel()
    {
        using ChildProcess child = Start("read line; exit 5");
        child.StandardInput!.Close();
        Assert.Equal(5, child.Wait(Patience));
    }

    private static ChildProcess Start(string line) =>
        Machine.Local.Processes.Start(
            new ProcessStartInfo("/bin/bash", ["-c", line]) { RedirectStandardInput = true, RedirectStandardOutput = true },
            killOnDispose: true
        );
}
