using Psutil.Platforms.Windows;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Tests.Windows;

/// <summary>GPUs of Windows from answers laid out by d3dkmthk.h. No real ones were seen.</summary>
public class WindowsGpuReaderTests
{
    private readonly StandInGraphicsKernel _kernel = new();

    [Fact]
    public void AGpuIsReadWhole()
    {
        Gpu gpu = ReadOne();
        Assert.Equal(("0000:01:00.0", "0000:01:00.0"), (gpu.Id, gpu.PciAddress));
        Assert.Equal(("NVIDIA GeForce RTX 4090", "31.0.15.3476"), (gpu.Name, gpu.DriverVersion));
        Assert.Equal((GpuVendor.Nvidia, 0x10DE, 0x2684), (gpu.Vendor, gpu.VendorId, gpu.DeviceId));
        Assert.Equal((24L << 30, 3L << 30), (gpu.MemoryTotal, gpu.MemoryUsed));
        Assert.Equal((16L << 30, 1L << 20), (gpu.SharedMemoryTotal, gpu.SharedMemoryUsed));
        Assert.Equal((2520, 3105, 10501), (gpu.ClockMegahertz, gpu.MaxClockMegahertz, gpu.MemoryClockMegahertz));
        Assert.Equal((61.5, 1234, 42.5), (gpu.TemperatureCelsius, gpu.FanRevolutionsPerMinute, gpu.PowerPercent));
        Assert.Equal(TimeSpan.FromSeconds(7), gpu.Engines!["3D"].BusyTime);
        Assert.Equal(["3D", "Copy", "Copy 2", "Security"], gpu.Engines!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(UnavailableReason.NotSupported, gpu.Unavailable[GpuValue.UtilizationPercent].Reason);
        Assert.DoesNotContain(GpuValue.MemoryUsed, gpu.Unavailable.Keys);
        Assert.Equal(0, _kernel.Open);
    }

    [Fact]
    public void WhatAnOldSystemRefusesIsNotSupported()
    {
        _kernel.Answers.Clear();
        Gpu gpu = ReadOne();
        Assert.Equal("luid_0x00000000_0x0000a1b2", gpu.Id);
        foreach (
            GpuValue value in (GpuValue[])
                [
                    GpuValue.Name,
                    GpuValue.PciAddress,
                    GpuValue.Vendor,
                    GpuValue.MemoryTotal,
                    GpuValue.TemperatureCelsius,
                    GpuValue.PowerPercent,
                    GpuValue.ClockMegahertz,
                ]
        )
        {
            Assert.Equal(UnavailableReason.NotSupported, gpu.Unavailable[value].Reason);
        }

        Assert.Equal(3L << 30, gpu.MemoryUsed);
    }

    [Fact]
    public void AnErrorIsTheReason()
    {
        _kernel.Answers.Clear();
        _kernel.Refusal = NtStatus.AccessDenied;
        Unavailability reason = ReadOne().Unavailable[GpuValue.MemoryTotal];
        Assert.Equal(UnavailableReason.Denied, reason.Reason);
        Assert.Equal("D3DKMTQueryAdapterInfo", reason.Error!.Value.SystemCall);
    }

    [Fact]
    public void WithoutStatisticsThereAreNoEnginesAndNoUse()
    {
        _kernel.StatisticsStatus = NtStatus.Unsuccessful;
        Gpu gpu = ReadOne();
        Assert.Null(gpu.Engines);
        Assert.Equal(UnavailableReason.Failed, gpu.Unavailable[GpuValue.Engines].Reason);
        Assert.Equal(UnavailableReason.Failed, gpu.Unavailable[GpuValue.MemoryUsed].Reason);
        Assert.Equal(24L << 30, gpu.MemoryTotal);
    }

    [Theory]
    [InlineData(0x4u, false)] // A driver that draws by the CPU.
    [InlineData(0x5u, false)]
    [InlineData(0x41u, false)] // A display that is reached by USB or a network.
    [InlineData(0x2u, false)] // It shows pictures and cannot draw them.
    [InlineData(0x1u, true)]
    [InlineData(0x81u, true)] // Of a host, in a virtual machine.
    public void OnlyWhatDrawsInHardwareIsAGpu(uint kind, bool isGpu)
    {
        _kernel.Answers[GraphicsKernel.AdapterKind] = StandInGraphicsKernel.Bytes(kind);
        Assert.Equal(isGpu ? 1 : 0, new WindowsGpuReader(_kernel).Read(withValues: true, out _).Count);
        Assert.Equal(0, _kernel.Open);
    }

    [Fact]
    public void ZeroIsWhatADriverDoesNotKnow()
    {
        _kernel.Answers[GraphicsKernel.Performance] = StandInGraphicsKernel.Bytes(default(GraphicsPerformance));
        _kernel.Answers[GraphicsKernel.NodePerformance] = StandInGraphicsKernel.Bytes(default(GraphicsNodePerformance));
        Gpu gpu = ReadOne();
        Assert.Equal(0, gpu.FanRevolutionsPerMinute);
        Assert.Null(gpu.TemperatureCelsius);
        Assert.Null(gpu.PowerPercent);
        Assert.Null(gpu.ClockMegahertz);
        Assert.Equal(UnavailableReason.NotSupported, gpu.Unavailable[GpuValue.TemperatureCelsius].Reason);

        _kernel.Answers[GraphicsKernel.PerformanceLimits] = StandInGraphicsKernel.Bytes(default(GraphicsPerformanceLimits));
        Assert.Null(ReadOne().FanRevolutionsPerMinute);
    }

    [Fact]
    public void AGpuInACpuHasNoMemoryOfItsOwn()
    {
        _kernel.Answers[GraphicsKernel.MemorySizes] = StandInGraphicsKernel.Bytes(new GraphicsMemorySizes { SharedSystem = 8UL << 30 });
        _kernel.Segments = [(true, 512)];
        Gpu gpu = ReadOne();
        Assert.Null(gpu.MemoryTotal);
        Assert.Equal(UnavailableReason.Absent, gpu.Unavailable[GpuValue.MemoryTotal].Reason);
        Assert.Equal(UnavailableReason.NotSupported, gpu.Unavailable[GpuValue.MemoryUsed].Reason);
        Assert.Equal((8L << 30, 512L), (gpu.SharedMemoryTotal, gpu.SharedMemoryUsed));
    }

    [Fact]
    public void HugeCountsAreCutAndHugeAmountsDoNotOverflow()
    {
        _kernel.Segments = [.. Enumerable.Repeat((false, ulong.MaxValue), 200)];
        _kernel.Nodes = [.. Enumerable.Range(0, 300).Select(number => (99, $"Engine{number}", long.MinValue))];
        _kernel.Counts = (uint.MaxValue, 300);
        Gpu gpu = ReadOne();
        Assert.Equal(long.MaxValue, gpu.MemoryUsed);
        Assert.Equal(256, gpu.Engines!.Count);
        Assert.Equal(TimeSpan.Zero, gpu.Engines!["Engine0"].BusyTime);
    }

    [Fact]
    public void AdaptersThatCannotBeListedAreAFailure()
    {
        _kernel.ListStatus = NtStatus.NotImplemented;
        Assert.Empty(new WindowsGpuReader(_kernel).Read(withValues: true, out CallFailure failure));
        Assert.Equal(UnavailableReason.NotSupported, failure.Reason);
        Assert.Equal("D3DKMTEnumAdapters2", failure.Call);
    }

    [Fact]
    public void AProcessHasItsMemoryAndItsEngines()
    {
        ProcessGpuCounters use = Assert.Single(ReadProcess(StandInGraphicsKernel.Game).Counters);
        Assert.Equal(("0000:01:00.0", 1L << 30, 4096L), (use.GpuId, use.Memory, use.SharedMemory));
        Assert.Equal(TimeSpan.FromSeconds(5), use.Engines["3D"].BusyTime);
        Assert.Equal(TimeSpan.FromTicks(1), use.Engines["Copy 2"].BusyTime);
    }

    [Fact]
    public void AProcessThatHasNeverUsedTheGpuHasNoEntry()
    {
        Assert.Equal(default, ReadProcess(StandInGraphicsKernel.SystemProcess).Failure);
        Assert.Empty(ReadProcess(StandInGraphicsKernel.SystemProcess).Counters);
        (_kernel.Committed, _kernel.Times) = ([0, 0], [0, 0, 0, 0]);
        Assert.Empty(ReadProcess(StandInGraphicsKernel.Game).Counters);
    }

    [Fact]
    public void AProcessThatMayNotBeAskedAboutIsAFailure()
    {
        IReadOnlyList<WindowsGpuAdapter> adapters = Adapters();
        _kernel.StatisticsStatus = NtStatus.AccessDenied;
        WindowsGpuCounters use = new WindowsGpuProcessReader(_kernel).Read(StandInGraphicsKernel.Game, adapters);
        Assert.Equal(UnavailableReason.Denied, use.Failure.Reason);
    }

    private WindowsGpuCounters ReadProcess(nint process) => new WindowsGpuProcessReader(_kernel).Read(process, Adapters());

    private IReadOnlyList<WindowsGpuAdapter> Adapters() =>
        [.. new WindowsGpuReader(_kernel).Read(withValues: false, out _).Select(gpu => gpu.Adapter)];

    private Gpu ReadOne()
    {
        WindowsGpu gpu = Assert.Single(new WindowsGpuReader(_kernel).Read(withValues: true, out CallFailure failure));
        Assert.Equal(default, failure);
        return gpu.Draft.Build(gpu.Adapter.Id);
    }
}
