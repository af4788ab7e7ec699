namespace Psutil.ContractTests.Suite;

/// <summary>A capture by several threads is a capture.</summary>
public abstract class ParallelCaptureContract(Subject subject)
{
    private const ProcessFields Fields =
        ProcessFields.Name | ProcessFields.ParentPid | ProcessFields.CreateTime | ProcessFields.MemoryFootprint;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void ItSaysWhatOneThreadSays(int threads)
    {
        Processes processes = subject.Processes;
        ProcessFields fields = Fields & processes.SupportedFields;
        HashSet<ProcessIdentity> before = [.. processes.Capture(ProcessFields.CreateTime).Select(snapshot => snapshot.Identity)];
        IReadOnlyList<ProcessSnapshot> parallel = processes.Capture(fields, threads);
        Dictionary<ProcessIdentity, ProcessSnapshot> after = processes.Capture(fields).ToDictionary(snapshot => snapshot.Identity);
        Assert.Equal(parallel.Select(snapshot => snapshot.Pid).Order(), parallel.Select(snapshot => snapshot.Pid));
        Assert.Equal(parallel.Count, parallel.Select(snapshot => snapshot.Pid).Distinct().Count());
        HashSet<ProcessIdentity> seen = [.. parallel.Select(snapshot => snapshot.Identity)];
        Assert.All(before.Where(after.ContainsKey), identity => Assert.Contains(identity, seen));
        ProcessSnapshot self = parallel.Single(snapshot => snapshot.Pid == Environment.ProcessId);
        Assert.Equal(after[self.Identity].Name, self.Name);
        Assert.Equal(after[self.Identity].ParentPid, self.ParentPid);
        Assert.Equal(after[self.Identity].CreateTime, self.CreateTime);
        Assert.Equal(after[self.Identity].MemoryFootprint is null, self.MemoryFootprint is null);
    }

    [Fact]
    public void NoThreadsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => subject.Processes.Capture(ProcessFields.Name, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => subject.Processes.Capture(ProcessFields.Name, -1));
    }
}
