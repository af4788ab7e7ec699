using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Psutil.ContractTests.Children;
using Psutil.ContractTests.Suite;

namespace Psutil.ContractTests;

/// <summary>Acting on children, tried on real ones.</summary>
public class ControlContractTests() : ControlContract(LocalSubject.Instance)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AChildThatDiesWithItsParentDoes(bool isKilled)
    {
        Processes processes = Machine.Local.Processes;
        using TestChild parent = TestChild.Start("guard");
        OSProcess child = processes.Get(int.Parse(parent.Greeting, CultureInfo.InvariantCulture));
        Assert.False(child.HasEnded());
        if (isKilled)
        {
            parent.Process.Kill();
        }
        else
        {
            parent.End();
        }

        Assert.True(child.TryWait(TestChild.Patience, out _));
    }

    [Fact]
    public void AChildThatIsHeldWhenItsCallerIsKilledEndsWithoutHavingRunItsProgram()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux a child is held before its program runs.");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("psutil-held-");
        try
        {
            // Whoever opens it to write waits until somebody reads it, which nobody does.
            string marker = Path.Join(folder.FullName, "ran");
            using (ChildProcess maker = Machine.Local.Processes.Start(new("mkfifo", [Path.Join(folder.FullName, "cgroup.procs")])))
            {
                Assert.Equal(0, maker.Wait(TestChild.Patience));
            }

            long start = Stopwatch.GetTimestamp();
            using TestChild caller = TestChild.Start("set up", folder.FullName, marker);
            OSProcess? held = null;
            Assert.True(
                SpinWait.SpinUntil(() => (held = caller.Process.GetChildren().SingleOrDefault()) is not null, TestChild.Patience),
                "The caller starts nobody."
            );
            caller.Process.Kill();
            caller.Process.Wait(TestChild.Patience);

            // The kernel lets it go after this time.
            double longest = double.Parse(File.ReadAllText("/proc/sys/fs/lease-break-time"), CultureInfo.InvariantCulture);
            bool isLate = longest > 0 && Stopwatch.GetElapsedTime(start).TotalSeconds > longest / 2;
            Assert.SkipWhen(isLate, "The machine is too slow to hold a child for so long.");
            Assert.True(held!.TryWait(TestChild.Patience, out _));
            Assert.False(File.Exists(marker));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void WhatDisposingDoesIsAChoice()
    {
        Processes processes = Machine.Local.Processes;
        foreach (ChildDisposal disposal in (ChildDisposal[])[ChildDisposal.Terminate, ChildDisposal.Kill, ChildDisposal.KillTree])
        {
            OSProcess handle;
            using (ChildProcess child = processes.Start(TestChild.StartInfo("wait"), new StartOptions { OnDispose = disposal }))
            {
                handle = processes.FromIdentity(child.Identity);

                // Its input is closed by disposing, at which it would end by itself.
                child.StandardOutput!.ReadLine();
            }

            Assert.True(handle.Wait(TestChild.Patience) is not null, $"{disposal} loses the exit code.");
        }

        using ChildProcess left = processes.Start(TestChild.StartInfo("wait"), new StartOptions());
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            processes.Start(TestChild.StartInfo("wait"), new StartOptions { OnDispose = ChildDisposal.Unknown })
        );
        left.StandardInput!.Close();
        Assert.Equal(0, left.Wait(TestChild.Patience));
    }

    [Fact]
    public async Task AListenerIsWaitedFor()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        // The port is taken, but nobody listens on it yet.
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        Network network = Machine.Local.Network;
        Assert.Throws<PsutilTimeoutException>(() => network.WaitForListener(port, TimeSpan.Zero));
        Assert.Throws<PsutilTimeoutException>(() => network.WaitForListener(port, TimeSpan.FromMilliseconds(20)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            network.WaitForListenerAsync(port, null, new CancellationToken(canceled: true))
        );
        Task<NetworkConnection> wait = network.WaitForListenerAsync(port, TestChild.Patience, cancellation);
        socket.Listen();
        Assert.Equal(socket.LocalEndPoint, (await wait).LocalEndPoint);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.WaitForListener(65536));
    }

    [Fact]
    public async Task AProcessIsWaitedForUntilItAppears()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Processes processes = Machine.Local.Processes;
        string marker = "psutil-appears-" + Guid.NewGuid().ToString("N");
        Assert.Throws<PsutilTimeoutException>(() => processes.WaitForProcess(IsMarked, ProcessFields.CommandLine, TimeSpan.Zero));
        Assert.Throws<PsutilTimeoutException>(() =>
            processes.WaitForProcess(IsMarked, ProcessFields.CommandLine, TimeSpan.FromMilliseconds(20))
        );
        Task<OSProcess> wait = processes.WaitForProcessAsync(IsMarked, ProcessFields.CommandLine, TestChild.Patience, cancellation);
        using CancellationTokenSource source = new();
        Task<OSProcess> cancelled = processes.WaitForProcessAsync(IsMarked, ProcessFields.CommandLine, null, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.False(wait.IsCompleted);
        using TestChild child = TestChild.Start("wait", marker);
        Assert.Equal<OSProcess>(child.Process, await wait);
        Assert.Equal<OSProcess>(child.Process, processes.WaitForProcess(IsMarked, ProcessFields.CommandLine, TimeSpan.Zero));

        bool IsMarked(ProcessSnapshot process) => process.CommandLine?.Contains(marker) == true;
    }

    [Fact]
    public async Task AStoppedChildStandsStillUntilItGoesOn()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using TestChild child = TestChild.Start("count");
        child.Process.Suspend();

        // What it said before it was stopped is still in the pipe.
        Task<string?> next = child.Process.StandardOutput!.ReadLineAsync(cancellation).AsTask();
        while (await Task.WhenAny(next, Task.Delay(500, cancellation)) == next)
        {
            next = child.Process.StandardOutput.ReadLineAsync(cancellation).AsTask();
        }

        Assert.True(Capability.Within(TestChild.Patience, () =>
            {
                ProcessSnapshot snapshot = child.Process.Capture(ProcessFields.Status);
                return snapshot.Status is ProcessStatus.Stopped || snapshot.Unavailable.ContainsKey(ProcessFields.Status);
            }));
        child.Process.Resume();
        Assert.NotNull(await next.WaitAsync(TestChild.Patience, cancellation));
        Assert.NotEqual(ProcessStatus.Stopped, child.Process.Capture(ProcessFields.Status).Status);
    }
}
