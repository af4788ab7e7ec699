using Psutil.Platforms.Windows;

namespace Psutil.WindowsTests;

/// <summary>Reading all processes: on several threads, and what it costs. Runs alone, because it counts what is allocated.</summary>
[CollectionDefinition(nameof(CaptureTests), DisableParallelization = true)]
[Collection(nameof(CaptureTests))]
public class CaptureTests
{
    private const ProcessFields Fields =
        ProcessFields.Name | ProcessFields.ExecutablePath | ProcessFields.UserName | ProcessFields.CommandLine;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void SeveralThreadsReadTheSameAsOne(int threads)
    {
        using TestChild child = TestChild.Start("wait");
        IReadOnlyList<ProcessSnapshot> all = Machine.Local.Processes.Capture(Fields | ProcessFields.Connections, threads);
        Assert.Equal(all.Select(snapshot => snapshot.Pid).Order(), all.Select(snapshot => snapshot.Pid));
        Assert.Equal(all.Count, all.Select(snapshot => snapshot.Pid).Distinct().Count());
        foreach (OSProcess process in (OSProcess[])[child.Process, Machine.Local.Processes.Current])
        {
            ProcessSnapshot found = all.Single(snapshot => snapshot.Identity == process.Identity);
            ProcessSnapshot alone = process.Capture(Fields);
            Assert.Equal(
                (alone.Name, alone.ExecutablePath, alone.UserName, string.Join('|', alone.CommandLine!)),
                (found.Name, found.ExecutablePath, found.UserName, string.Join('|', found.CommandLine!))
            );
        }
    }

    [Fact]
    public void SeveralThreadsWorkAtTheSameTime()
    {
        // Whoever reads its first process waits for the other: one thread alone would wait in vain.
        using Barrier barrier = new(2);
        using ThreadLocal<bool> hasMet = new();
        using ProcessTable table = ProcessTable.Read();
        List<ProcessSnapshot> all = WindowsProcesses.ReadAll(table, 2, entry =>
        {
            if (!hasMet.Value)
            {
                Assert.True(barrier.SignalAndWait(TestChild.Patience, TestContext.Current.CancellationToken));
                hasMet.Value = true;
            }

            return new ProcessSnapshot(new ProcessIdentity(entry.Pid, entry.Information.CreateTime), ProcessFields.None);
        });
        Assert.Equal(table.Count, all.Count);
        Assert.Equal(all.Count, all.Select(snapshot => snapshot.Pid).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void TheDriveLettersAreReadOnceForAllProcesses(int threads)
    {
        int count = 0;
        WindowsProcessReader reader = new((WindowsNetwork)Machine.Local.Network, () =>
        {
            Interlocked.Increment(ref count);
            return new DriveMap();
        });
        WindowsProcesses processes = new(Machine.Local, reader);
        IReadOnlyList<ProcessSnapshot> all = processes.Capture(ProcessFields.ExecutablePath | ProcessFields.MemoryMaps, threads);
        Assert.True(all.Count(snapshot => snapshot.MemoryMaps is { Count: > 0 }) > 1, "Maps of several processes are read.");
        Assert.Equal(1, count);
    }

    [Fact]
    public void AnOpenFileCostsNoBufferOfItsOwn()
    {
        const int Count = 200;
        string folder = Directory.CreateTempSubdirectory("psutil-").FullName;
        List<FileStream> files = [];
        try
        {
            for (int index = 0; index < Count; index++)
            {
                files.Add(
                    new FileStream(Path.Join(folder, $"{index}"), FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0)
                );
            }

            // A path has at most 32,767 characters, which is 64 KiB. Other tests allocate meanwhile, and names that take long are left out.
            bool isCheap = SpinWait.SpinUntil(
                () =>
                {
                    long before = GC.GetTotalAllocatedBytes(precise: true);
                    int count = Machine.Local.Processes.Current.GetOpenFiles().Count;
                    return count >= Count && GC.GetTotalAllocatedBytes(precise: true) - before <= Count * 16 * 1024;
                },
                TimeSpan.FromSeconds(60)
            );
            Assert.True(isCheap);
        }
        finally
        {
            files.ForEach(file => file.Dispose());
            Directory.Delete(folder, recursive: true);
        }
    }
}
