using Psutil.Platforms.Windows;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Tests.Windows;

/// <summary>
/// The process table, with what Wine cannot show: PIDs 0 and 4, thread states, wait reasons, I/O, page faults, context switches.
/// </summary>
public class ProcessTableCursorTests
{
    private const string Unpaired = "a\ud800.exe";

    [Fact]
    public void EveryProcessIsReadWithItsNameAndThreads()
    {
        List<(int Pid, int Parent, string Name, int Threads, ProcessStatus Status, long Switches)> found = [];
        NativeMemoryBuilder table = Table();
        ProcessTableCursor reader = new(table.Bytes, table.BaseAddress);
        while (reader.MoveNext())
        {
            ProcessTableEntry entry = reader.Current;
            found.Add(
                (entry.Pid, entry.ParentPid, WindowsProcessSource.NameOf(entry), entry.Threads.Length, entry.Status, entry.ContextSwitches)
            );
        }

        Assert.Equal(
            [
                (0, 0, "System Idle Process", 2, ProcessStatus.Running, 0),
                (4, 0, "System", 1, ProcessStatus.Running, 11),
                (812, 4, Unpaired, 2, ProcessStatus.Stopped, 3_000_000_002),
                (900, 812, "", 0, ProcessStatus.Stopped, 0),
            ],
            found
        );
        Assert.False(reader.MoveNext());
    }

    [Fact]
    public void TheFiguresOfAnEntryAreThoseOfItsFields()
    {
        NativeMemoryBuilder table = Table();
        ProcessTableCursor reader = new(table.Bytes, table.BaseAddress);
        while (reader.Current.Pid != 812)
        {
            Assert.True(reader.MoveNext());
        }

        ProcessFigures figures = ProcessFigures.Of(reader.Current.Information);
        Assert.Equal(132_000_000_000_000_000, figures.CreateTime);
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)), (figures.CpuTimes.User, figures.CpuTimes.System));
        Assert.Null(figures.CpuTimes.ChildrenUser);
        Assert.Equal(123, figures.HandleCount);
        Assert.Equal(
            new ProcessMemory
            {
                Rss = 5_000_000,
                Vms = 8_000_000,
                PeakRss = 6_000_000,
                PeakVms = 9_000_000,
            },
            figures.MemoryOfProcess
        );
        ProcessMemoryDetails details = figures.MemoryDetails;
        Assert.Equal((20_000_000, 30_000_000), (details.Virtual, details.PeakVirtual));
        Assert.Equal((100, 101, 102, 103), (details.PeakPagedPool, details.PagedPool, details.PeakNonPagedPool, details.NonPagedPool));
        Assert.Equal(
            new ProcessIOCounters
            {
                ReadCount = 1,
                WriteCount = 2,
                ReadBytes = 4,
                WriteBytes = 5,
                OtherCount = 3,
                OtherBytes = 6,
            },
            figures.IOCounters
        );
        Assert.Equal(new ProcessPageFaults { Minor = 600, Major = 77 }, WindowsProcessSource.PageFaultsOf(reader.Current));
    }

    [Fact]
    public void WhatThreadsDoIsKnownWhereAnybodyDoesAnything()
    {
        NativeMemoryBuilder table = Table();
        Assert.Equal(ProcessTableCursor.Optional, ProcessTableCursor.FindGiven(table.Bytes, table.BaseAddress));
        Assert.Equal(1, ProcessTableCursor.CountReadyThreads(table.Bytes, table.BaseAddress));

        NativeMemoryBuilder silent = new();
        Add(silent, 4, 0, "System", [default, default], isLast: true);
        Assert.Equal(ProcessFields.PageFaults | ProcessFields.IOCounters, ProcessTableCursor.FindGiven(silent.Bytes, silent.BaseAddress));
        Assert.Equal(ProcessFields.None, ProcessTableCursor.FindGiven(new byte[1024], silent.BaseAddress));
    }

    [Theory]
    [InlineData(SystemThreadInformation.StateInitialized, 0, ProcessStatus.Idle)]
    [InlineData(SystemThreadInformation.StateReady, 0, ProcessStatus.Running)]
    [InlineData(SystemThreadInformation.StateRunning, 0, ProcessStatus.Running)]
    [InlineData(SystemThreadInformation.StateStandby, 0, ProcessStatus.Running)]
    [InlineData(SystemThreadInformation.StateTerminated, 0, ProcessStatus.Dead)]
    [InlineData(SystemThreadInformation.StateWaiting, 0, ProcessStatus.Sleeping)]
    [InlineData(SystemThreadInformation.StateWaiting, SystemThreadInformation.WaitReasonSuspended, ProcessStatus.Stopped)]
    [InlineData(99, 99, ProcessStatus.Running)]
    public void AThreadDoesWhatItsStateSays(uint state, uint reason, ProcessStatus status) =>
        Assert.Equal(status, ProcessTableEntry.ToStatus(new SystemThreadInformation { ThreadState = state, WaitReason = reason }));

    [Fact]
    public void NothingThatIsNotATableIsMistakenForOne()
    {
        NativeMemoryBuilder table = Table();
        HostileInput.NeverThrows(table.Bytes, bytes =>
        {
            ProcessTableCursor reader = new(bytes, table.BaseAddress);
            int count = 0;
            while (reader.MoveNext())
            {
                _ = new string(reader.Current.Name);
                _ = reader.Current.ContextSwitches;
                Assert.InRange(++count, 0, bytes.Length);
            }

            _ = ProcessTableCursor.FindGiven(bytes, table.BaseAddress);
        });
    }

    private static NativeMemoryBuilder Table()
    {
        NativeMemoryBuilder table = new();
        SystemThreadInformation running = new() { ThreadState = SystemThreadInformation.StateRunning };
        SystemThreadInformation ready = new() { ThreadState = SystemThreadInformation.StateReady, ContextSwitches = 11 };
        SystemThreadInformation suspended = new()
        {
            ThreadState = SystemThreadInformation.StateWaiting,
            WaitReason = SystemThreadInformation.WaitReasonSuspended,
            ContextSwitches = 1_500_000_001,
        };
        Add(table, 0, 0, "", [running, ready with { ContextSwitches = 0 }]);
        Add(table, 4, 0, "System", [ready]);
        Add(table, 812, 4, Unpaired, [suspended, suspended]);
        Add(table, 900, 812, "", [], isLast: true);
        return table;
    }

    private static void Add(
        NativeMemoryBuilder table,
        int pid,
        int parent,
        string name,
        SystemThreadInformation[] threads,
        bool isLast = false
    )
    {
        int start = table.Length;
        SystemProcessInformation entry = new()
        {
            NumberOfThreads = (uint)threads.Length,
            UniqueProcessId = (nuint)pid,
            InheritedFromUniqueProcessId = (nuint)parent,
            CreateTime = pid < 5 ? 0 : 132_000_000_000_000_000,
            UserTime = 20_000_000,
            KernelTime = 30_000_000,
            HardFaultCount = 77,
            HandleCount = 123,
            Memory = new VirtualMemoryCounters
            {
                PeakVirtualSize = 30_000_000,
                VirtualSize = 20_000_000,
                PageFaultCount = 677,
                PeakWorkingSetSize = 6_000_000,
                WorkingSetSize = 5_000_000,
                QuotaPeakPagedPoolUsage = 100,
                QuotaPagedPoolUsage = 101,
                QuotaPeakNonPagedPoolUsage = 102,
                QuotaNonPagedPoolUsage = 103,
                PagefileUsage = 7_000_000,
                PeakPagefileUsage = 9_000_000,
                PrivateUsage = 8_000_000,
            },
            IO = new IOCounters
            {
                ReadOperationCount = 1,
                WriteOperationCount = 2,
                OtherOperationCount = 3,
                ReadTransferCount = 4,
                WriteTransferCount = 5,
                OtherTransferCount = 6,
            },
        };
        table.Add(entry);
        foreach (SystemThreadInformation thread in threads)
        {
            table.Add(thread);
        }

        if (name.Length > 0)
        {
            entry.ImageName = table.AddCounted(name);
        }

        entry.NextEntryOffset = isLast ? 0 : (uint)(table.Length - start);
        table.Set(start, entry);
    }
}
