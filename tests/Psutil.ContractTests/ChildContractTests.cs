using System.Diagnostics;
using Psutil.ContractTests.Children;
using Psutil.ContractTests.Suite;

namespace Psutil.ContractTests;

/// <summary>What the library tells of a child, tried on real ones.</summary>
public class ChildContractTests() : ChildContract(LocalSubject.Instance)
{
    [Fact]
    public void ItsThreadsAreThoseThatTheRuntimeSees()
    {
        using TestChild child = TestChild.Start("wait");
        using Process runtime = Process.GetProcessById(child.Process.Pid);
        Assert.NotEmpty(
            runtime
                .Threads.Cast<ProcessThread>()
                .Select(thread => thread.Id)
                .Intersect(child.Process.GetThreads().Select(thread => thread.Id))
        );
    }
}
