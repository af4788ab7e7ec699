using Psutil.Platforms.Windows;

namespace Psutil.Tests.Windows;

/// <summary>The memory of a process that never lets itself be read.</summary>
public sealed class ProcessMemoryDeadlineTests : IDisposable
{
    private readonly ManualResetEventSlim _release = new();
    private readonly WindowsProcessMemory _memory;

    public ProcessMemoryDeadlineTests() => _memory = new WindowsProcessMemory(Ask, TimeSpan.FromMilliseconds(20));

    public void Dispose() => _release.Set();

    [Fact]
    public async Task AFootprintThatNeverComesHasTimedOut()
    {
        // Without a timeout it would hang: on a thread of its own, so that the test fails instead.
        ProcessSnapshot snapshot = await Task.Run(Read, TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Null(snapshot.MemoryFootprint);
        Assert.Equal(UnavailableReason.TimedOut, snapshot.WhyMissing(ProcessFields.MemoryFootprint)!.Value.Reason);
    }

    private ProcessSnapshot Read()
    {
        ProcessIdentity identity = new(8, 1);
        using ProcessAccess access = new(identity.Pid, identity.StartTime);
        CaptureFailures failures = default;
        ProcessSnapshot snapshot = new(identity, ProcessFields.MemoryFootprint);
        snapshot.Common.MemoryFootprint = _memory.ReadFootprint(access, ref failures);
        return snapshot.Complete(ProcessFields.MemoryFootprint, new WindowsCaptureRules(), failures);
    }

    private WindowsProcessMemory.Answer Ask(WindowsProcessMemory.Question question)
    {
        _release.Wait();
        return default;
    }
}
