using Psutil.ContractTests.Children;
using Psutil.ContractTests.Suite;

namespace Psutil.ContractTests;

/// <summary>Acting on children, tried on real ones.</summary>
public class ControlContractTests() : ControlContract(LocalSubject.Instance)
{
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
