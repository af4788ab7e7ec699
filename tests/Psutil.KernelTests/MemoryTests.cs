using System.Runtime.InteropServices;

namespace Psutil.KernelTests;

/// <summary>Memory of a known shape, in pages of any size, and memory that was swapped out.</summary>
public unsafe partial class MemoryTests(KernelMachine machine) : IClassFixture<KernelMachine>
{
    private const int Size = 64 << 20;
    private const int PageOut = 21; // MADV_PAGEOUT

    private static OSProcess Own => Machine.Local.Processes.Current;

    [Fact]
    public void PagesAreCountedInTheirOwnSize()
    {
        Assert.Equal(machine.PageSize, Environment.SystemPageSize);
        long before = Own.GetMemory().Rss;
        byte* area = Fill();
        long after = Own.GetMemory().Rss;
        ProcessMemoryDetails details = Own.GetMemoryDetails();
        long kernels = KernelFiles.Bytes("/proc/self/status", "RssAnon");
        NativeMemory.AlignedFree(area);
        Assert.InRange(after - before, Size * 9L / 10, Size * 11L / 10);
        Assert.InRange(details.RssAnonymous!.Value, Size, long.MaxValue);
        Assert.InRange(details.RssAnonymous.Value, kernels - (4 << 20), kernels + (4 << 20));
        Assert.Equal(0, after % machine.PageSize);
    }

    [Fact]
    public void TheMachinesMemoryIsAsInMeminfo()
    {
        VirtualMemory memory = Machine.Local.Memory.GetVirtual();
        Assert.Equal(KernelFiles.Bytes("/proc/meminfo", "MemTotal"), memory.Total);
        long available = KernelFiles.Bytes("/proc/meminfo", "MemAvailable");
        Assert.InRange(memory.Available, available - (32 << 20), available + (32 << 20));
    }

    [Fact]
    public void WhatIsSwappedOutIsCountedForTheProcessAndTheMachine()
    {
        machine.Need("zram");
        SwapMemory before = Machine.Local.Memory.GetSwap();
        Assert.Equal(0, before.Total);
        Shell.Run("echo 256M > /sys/block/zram0/disksize; mkswap /dev/zram0; swapon /dev/zram0");
        byte* area = Fill();
        try
        {
            Assert.Equal(0, madvise(area, Size, PageOut));
            Assert.InRange(Own.GetMemoryDetails().Swap!.Value, Size / 2, Size * 2L);
            Assert.Equal(KernelFiles.Bytes("/proc/self/status", "VmSwap"), Own.GetMemoryDetails().Swap!.Value, tolerance: 4 << 20);
            Assert.InRange(Own.GetMemoryFootprint().Swap!.Value, Size / 2, Size * 2L);
            SwapMemory after = Machine.Local.Memory.GetSwap();
            Assert.Equal(KernelFiles.Bytes("/proc/meminfo", "SwapTotal"), after.Total);
            Assert.InRange(after.Used, Size / 2, Size * 2L);
            Assert.InRange(after.SwappedOut!.Value - before.SwappedOut!.Value, Size / 2, Size * 4L);

            // Reading it brings it back.
            long sum = 0;
            for (int index = 0; index < Size; index += machine.PageSize)
            {
                sum += area[index];
            }

            Assert.NotEqual(0, sum);
            Assert.InRange(Machine.Local.Memory.GetSwap().SwappedIn!.Value - before.SwappedIn!.Value, Size / 2, Size * 4L);
        }
        finally
        {
            NativeMemory.AlignedFree(area);
            Shell.Run("swapoff /dev/zram0; echo 1 > /sys/block/zram0/reset");
        }
    }

    /// <summary>Memory with something in each page that no kernel takes for empty.</summary>
    private byte* Fill()
    {
        byte* area = (byte*)NativeMemory.AlignedAlloc(Size, (nuint)machine.PageSize);
        Random random = new(1);
        for (int index = 0; index < Size; index += 1024)
        {
            random.NextBytes(new Span<byte>(area + index, 16));
        }

        return area;
    }

    [LibraryImport("libc")]
    private static partial int madvise(byte* address, nuint length, int advice);
}
