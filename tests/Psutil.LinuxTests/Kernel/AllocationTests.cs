namespace Psutil.LinuxTests;

/// <summary>What is called every second for months makes nothing but its result.</summary>
public class AllocationTests
{
    private const int Calls = 200;

    [Fact]
    public void CpuTimesAndCountersMakeNothing()
    {
        Cpu cpu = Machine.Local.Cpu;
        Assert.Equal(0, BytesPerCall(() => _ = cpu.GetTimes()));
        Assert.Equal(0, BytesPerCall(() => _ = cpu.GetStatistics()));
        Assert.Equal(0, BytesPerCall(() => _ = cpu.GetLoadAverage()));
        Assert.Equal(0, BytesPerCall(() => _ = cpu.GetPressure()));
        Assert.Equal(0, BytesPerCall(() => _ = Machine.Local.Memory.GetSwap()));
    }

    [Fact]
    public void ListsAndRecordsMakeOneObject()
    {
        Cpu cpu = Machine.Local.Cpu;
        Assert.Equal(
            BytesPerCall(() => _ = new CpuCoreTimes[cpu.GetLogicalCount()]) - BytesPerCall(() => _ = cpu.GetLogicalCount()),
            BytesPerCall(() => _ = cpu.GetTimesPerCpu())
        );
        Assert.Equal(
            BytesPerCall(() =>
                _ = new VirtualMemory
                {
                    Total = 1,
                    Available = 1,
                    Used = 1,
                    Free = 1,
                }
            ),
            BytesPerCall(() => _ = Machine.Local.Memory.GetVirtual())
        );
    }

    private static long BytesPerCall(Action call)
    {
        call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int count = 0; count < Calls; count++)
        {
            call();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }
}
