using Psutil.SimulatedTests.Kernel;

namespace Psutil.SimulatedTests.Expectations;

/// <summary>What is to be read of the simulated worker on OpenBSD and NetBSD alike.</summary>
internal static class ProcessExpectations
{
    public static void CheckRecord(ProcessSnapshot snapshot, SimulatedProcess worker, string terminal)
    {
        Assert.Equal("w\uDCFF\uDCC3", snapshot.Name);
        Assert.Equal(Environment.ProcessId, snapshot.ParentPid);
        Assert.Equal(worker.ProcessGroupId, snapshot.ProcessGroupId);
        Assert.Equal(worker.SessionId, snapshot.SessionId);
        Assert.Equal(ProcessStatus.Running, snapshot.Status);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(worker.StartSeconds).AddMilliseconds(250), snapshot.CreateTime);
        Assert.Equal(worker.UserIds, snapshot.UserIds);
        Assert.Equal(worker.GroupIds, snapshot.GroupIds);
        Assert.Equal("alice", snapshot.UserName);
        Assert.Equal(terminal, snapshot.Terminal);
        Assert.Equal(5, snapshot.Nice);
        Assert.Equal(
            new ProcessCpuTimes { User = TimeSpan.FromMilliseconds(1500), System = TimeSpan.FromMilliseconds(2250) },
            snapshot.CpuTimes
        );
        Assert.Equal(new ProcessContextSwitches { Voluntary = 71, Involuntary = 72 }, snapshot.ContextSwitches);
        Assert.Equal(new ProcessPageFaults { Minor = 81, Major = 82 }, snapshot.PageFaults);
        Assert.Equal(new ProcessIOCounters { ReadCount = 91, WriteCount = 92 }, snapshot.IOCounters);
        Assert.Equal(["/bin/worker", "--flag"], snapshot.CommandLine);
        Assert.Equal(new Dictionary<string, string> { ["HOME"] = "/root", ["EMPTY"] = "" }, snapshot.Environment);
        Assert.Equal("/var/empty", snapshot.WorkingDirectory);
        Assert.Equal(3, snapshot.FileDescriptorCount);
        Assert.Equal([5, 6], snapshot.Connections!.Select(connection => connection.FileDescriptor));
    }
}
