using Psutil.Platforms.Windows;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.WindowsTests;

/// <summary>No handle stays open. Runs alone, because the others open handles all the time.</summary>
[CollectionDefinition(nameof(LeakTests), DisableParallelization = true)]
[Collection(nameof(LeakTests))]
public class LeakTests
{
    private const int Rounds = 40;

    [Theory]
    [InlineData(ProcessFields.All & ~(ProcessFields.MemoryMaps | ProcessFields.OpenFiles))]
    [InlineData(ProcessFields.OpenFiles)]
    [InlineData(ProcessFields.MemoryMaps)]
    public void AskingAgainAndAgainLeavesNoHandleOpen(ProcessFields fields)
    {
        OSProcess current = Machine.Local.Processes.Current;
        Ask();
        int before = CountOwnHandles();
        for (int round = 0; round < Rounds; round++)
        {
            Ask();
        }

        // Threads that ask for names are kept for some seconds.
        Assert.True(Capability.Within(TestChild.Patience, () => CountOwnHandles() <= before + (Rounds / 2)), $"{before} handles became {CountOwnHandles()}.");

        void Ask()
        {
            _ = current.Capture(fields);
            _ = Machine.Local.Processes.TryGet(current.Pid, out _);
            _ = Machine.Local.Processes.Capture(ProcessFields.Basic | ProcessFields.ExecutablePath | ProcessFields.UserName);
        }
    }

    [Fact]
    public async Task AWaitGivesItsHandleBackWhenItIsCancelled()
    {
        using TestChild child = TestChild.Start("wait");
        OSProcess handle = Machine.Local.Processes.FromIdentity(child.Process.Identity);
        await WaitInVain();
        int before = CountOwnHandles();
        for (int round = 0; round < Rounds; round++)
        {
            await WaitInVain();
        }

        Assert.True(Capability.Within(TestChild.Patience, () => CountOwnHandles() <= before + (Rounds / 2)));

        async Task WaitInVain()
        {
            using CancellationTokenSource cancellation = new();
            Task<int?> wait = handle.WaitAsync(cancellation.Token);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        }
    }

    // The list of all handles counts ours, where the counter does not.
    private static unsafe int CountOwnHandles()
    {
        // A thread that has ended keeps its handles until it is collected.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using NativeBuffer buffer = new(1 << 16);
        Assert.Equal(0, buffer.FillByStatus(static (bytes, length, out needed) => Ntdll.QuerySystem(Ntdll.SystemExtendedHandleClass, bytes, length, out needed)));
        int count = 0;
        foreach (SystemHandleEntry entry in HandleTable.ParseSystem(buffer.Answer))
        {
            count += entry.UniqueProcessId == (nuint)Environment.ProcessId ? 1 : 0;
        }

        return count;
    }
}
