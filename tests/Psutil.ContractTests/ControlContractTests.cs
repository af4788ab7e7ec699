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

            Assert.NotNull(handle.Wait(TestChild.Patience));
        }

        using ChildProcess left = processes.Start(TestChild.StartInfo("wait"), new StartOptions());
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            processes.Start(TestChild.StartInfo("wait"), new StartOptions { OnDispose = ChildDisposal.Unknown })
        );
        left.StandardInput!.Close();
        Assert.Equal(0, left.Wait(TestChild.Patience));
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

        ProcessSnapshot snapshot = child.Process.Capture(ProcessFields.Status);
        Assert.True(snapshot.Status is ProcessStatus.Stopped || snapshot.Unavailable.ContainsKey(ProcessFields.Status));
        child.Process.Resume();
        Assert.NotNull(await next.WaitAsync(TestChild.Patience, cancellation));
        Assert.NotEqual(ProcessStatus.Stopped, child.Process.Capture(ProcessFields.Status).Status);
    }
}
