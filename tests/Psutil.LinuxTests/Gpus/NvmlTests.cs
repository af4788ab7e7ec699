using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Nvidia;
using Psutil.Platforms.Nvidia.Interop;

namespace Psutil.LinuxTests.Gpus;

/// <summary>NVIDIA's library, played by a stand-in that speaks several versions and every error.</summary>
public class NvmlTests
{
    private const string Address = "0000:41:00.0";

    [Fact]
    public void ANewDriverReportsEverything()
    {
        using StandInNvml library = new();
        NvmlAnswer answer = library.Open().Ask(NvmlQuestion.Gpus);
        Assert.Null(answer.Failure);
        Gpu gpu = answer.Gpus[Address].Copy().Build(Address);
        Assert.Equal(("NVIDIA H100 PCIe", GpuVendor.Nvidia, "550.54.14"), (gpu.Name, gpu.Vendor, gpu.DriverVersion));

        // Without what the driver has reserved.
        Assert.Equal((80L << 30, 19L << 30), (gpu.MemoryTotal, gpu.MemoryUsed));
        Assert.Equal((87, 33, 12, 0), (gpu.UtilizationPercent, gpu.MemoryUtilizationPercent, gpu.EncoderPercent, gpu.DecoderPercent));
        Assert.Equal((1755, 1980, 1593), (gpu.ClockMegahertz, gpu.MaxClockMegahertz, gpu.MemoryClockMegahertz));
        Assert.Equal((41, 30, null), (gpu.TemperatureCelsius, gpu.FanPercent, gpu.FanRevolutionsPerMinute));
        Assert.Equal((123.456, 350, 5000.5), (gpu.PowerWatts, gpu.PowerLimitWatts, gpu.EnergyJoules));
        Assert.Equal(GpuThrottleReasons.PowerLimit | GpuThrottleReasons.Thermal, gpu.ThrottleReasons);
        Assert.Empty(gpu.Partitions!);
    }

    [Fact]
    public void AnOldDriverReportsWhatItHas()
    {
        using StandInNvml library = new("old");
        Nvml nvml = library.Open();
        Gpu gpu = nvml.Ask(NvmlQuestion.Gpus).Gpus[Address].Copy().Build(Address);
        Assert.Equal((80L << 30, 20L << 30), (gpu.MemoryTotal, gpu.MemoryUsed));
        Assert.Equal((87, GpuThrottleReasons.Other), (gpu.UtilizationPercent, gpu.ThrottleReasons));
        Assert.Equal((null, null), (gpu.EnergyJoules, gpu.Partitions));
        Assert.Equal(UnavailableReason.NotSupported, gpu.Unavailable[GpuValue.EnergyJoules].Reason);

        library.Number("pid", 700);
        library.Number("processes", 2);
        Assert.Equal(
            [new NvmlProcess(700, Address, 512L << 20, null), new NvmlProcess(701, Address, 512L << 20, null)],
            nvml.Ask(NvmlQuestion.Processes).Processes
        );
    }

    [Theory]
    [InlineData(3, UnavailableReason.NotSupported, "NVML_ERROR_NOT_SUPPORTED")]
    [InlineData(4, UnavailableReason.Denied, "NVML_ERROR_NO_PERMISSION")]
    [InlineData(10, UnavailableReason.TimedOut, "NVML_ERROR_TIMEOUT")]
    [InlineData(13, UnavailableReason.NotSupported, "NVML_ERROR_FUNCTION_NOT_FOUND")]
    [InlineData(15, UnavailableReason.Failed, "NVML_ERROR_GPU_IS_LOST")]
    [InlineData(16, UnavailableReason.Failed, "NVML_ERROR_RESET_REQUIRED")]
    [InlineData(999, UnavailableReason.Failed, "NVML_ERROR_UNKNOWN")]
    [InlineData(4711, UnavailableReason.Failed, "NVML error 4711")]
    [InlineData(-1, UnavailableReason.Failed, "NVML error -1")]
    public void AnErrorIsAReason(int result, UnavailableReason reason, string description)
    {
        using StandInNvml library = new();
        foreach (
            string function in (string[])
                [
                    "nvmlDeviceGetUtilizationRates",
                    "nvmlDeviceGetTemperature",
                    "nvmlDeviceGetMigMode",
                    "nvmlDeviceGetMemoryInfo",
                    "nvmlDeviceGetMemoryInfo_v2",
                ]
        )
        {
            library.Set(function, result);
        }

        Gpu gpu = library.Open().Ask(NvmlQuestion.Gpus).Gpus[Address].Copy().Build(Address);
        Assert.Equal((null, null, null), (gpu.UtilizationPercent, gpu.TemperatureCelsius, gpu.Partitions));
        Assert.Equal(123.456, gpu.PowerWatts);
        Assert.All(
            (GpuValue[])[GpuValue.UtilizationPercent, GpuValue.TemperatureCelsius, GpuValue.Partitions, GpuValue.MemoryTotal],
            value =>
            {
                Assert.Equal(reason, gpu.Unavailable[value].Reason);
                Assert.Equal(description, gpu.Unavailable[value].Error!.Value.Description);
            }
        );
    }

    [Theory]
    [InlineData("nvmlInit_v2", 9, "NVML_ERROR_DRIVER_NOT_LOADED")]
    [InlineData("nvmlInit_v2", 18, "NVML_ERROR_LIB_RM_VERSION_MISMATCH")]
    [InlineData("nvmlDeviceGetCount_v2", 15, "NVML_ERROR_GPU_IS_LOST")]
    public void ADriverThatIsNotThereCanComeBack(string function, int result, string description)
    {
        using StandInNvml library = new();
        library.Set(function, result);
        Nvml nvml = library.Open();
        NvmlAnswer answer = nvml.Ask(NvmlQuestion.Gpus);
        Assert.Equal(description, answer.Failure!.Value.Error!.Value.Description);
        Assert.Equal(description, nvml.Ask(NvmlQuestion.Processes).Failure!.Value.Error!.Value.Description);
        library.ForgetResults();
        Assert.Single(nvml.Ask(NvmlQuestion.Gpus).Gpus);
        Assert.Equal(1, library.Inits - library.Shutdowns);
    }

    [Fact]
    public void AGpuThatCannotBeOpenedDoesNotHideTheOthers()
    {
        using StandInNvml library = new();

        // The stand-in has 64.
        library.Number("count", 66);
        NvmlAnswer answer = library.Open().Ask(NvmlQuestion.Gpus);
        Assert.Equal((null, 64), (answer.Failure, answer.Gpus.Count));
        Assert.Equal("NVML_ERROR_NOT_FOUND", answer.HandleFailure!.Value.Error!.Value.Description);
    }

    [Fact]
    public void NoDriverHasAThousandMillionGpus()
    {
        using StandInNvml library = new();
        library.Number("count", uint.MaxValue);
        Assert.Equal(64, library.Open().Ask(NvmlQuestion.Gpus).Gpus.Count);
    }

    [Fact]
    public void ASleepingGpuIsNotAsked()
    {
        using StandInNvml library = new();
        library.Number("count", 2);
        Assert.Equal(["0000:42:00.0"], library.Open().Ask(NvmlQuestion.Gpus, Address).Gpus.Keys);
    }

    [Fact]
    public void TheInstancesOfADividedGpuAreItsParts()
    {
        using StandInNvml library = new();
        library.Number("mig", 2);
        Gpu gpu = library.Open().Ask(NvmlQuestion.Gpus).Gpus[Address].Copy().Build(Address);
        Assert.Equal(
            new GpuPartition
            {
                Index = 1,
                Name = "NVIDIA H100 MIG 1g.10gb",
                Uuid = "MIG-0123",
                MemoryTotal = 80L << 30,
                MemoryUsed = 19L << 30,
            },
            gpu.Partitions![1]
        );
        Assert.Equal(2, gpu.Partitions.Count);
    }

    [Theory]
    [InlineData("new")]
    [InlineData("v2")]
    public void ProcessesHaveTheirMemoryAndTheNewestUse(string version)
    {
        using StandInNvml library = new(version);
        library.Number("pid", 700);
        Nvml nvml = library.Open();
        Assert.Equal([new NvmlProcess(700, Address, 512L << 20, 64)], nvml.Ask(NvmlQuestion.Processes).Processes);

        // The driver does not know it.
        library.Amount("memory", ulong.MaxValue);
        Assert.Equal([new NvmlProcess(700, Address, null, 64)], nvml.Ask(NvmlQuestion.Processes).Processes);
    }

    [Theory]
    [InlineData(200u, 0u)]
    [InlineData(15u, 3u)]
    public void AListThatGrowsIsReadAgain(uint processes, uint growth)
    {
        using StandInNvml library = new();
        library.Number("pid", 700);
        library.Number("processes", processes);
        library.Number("growth", growth);
        Assert.InRange(library.Open().Ask(NvmlQuestion.Processes).Processes.Count, (int)processes, 300);
    }

    [Theory]
    [InlineData(20u)]
    [InlineData(1_000_000u)]
    [InlineData(uint.MaxValue)]
    public void AListThatNeverFitsIsGivenUp(uint claimed)
    {
        using StandInNvml library = new();
        library.Number("claimed", claimed);
        NvmlAnswer answer = library.Open().Ask(NvmlQuestion.Processes);
        Assert.Empty(answer.Processes);
        Assert.Equal("NVML_ERROR_INSUFFICIENT_SIZE", answer.ReasonForProcesses(Address)!.Value.Error!.Value.Description);
    }

    [Fact]
    public void ADriverThatHangsIsLeftBehindAndAskedAgainWhenItReturns()
    {
        using StandInNvml library = new();
        library.Hang("nvmlDeviceGetTemperature");
        Nvml nvml = library.Open(deadline: TimeSpan.FromMilliseconds(100));
        Assert.Equal(UnavailableReason.TimedOut, nvml.Ask(NvmlQuestion.Gpus).Failure!.Value.Reason);
        Assert.Equal(UnavailableReason.TimedOut, nvml.Ask(NvmlQuestion.Gpus).Failure!.Value.Reason);
        Assert.Equal(UnavailableReason.TimedOut, nvml.Ask(NvmlQuestion.Processes).Failure!.Value.Reason);
        library.Release();
        Assert.True(SpinWait.SpinUntil(() => nvml.Ask(NvmlQuestion.Gpus).Failure is null, StandInNvml.Patience));
    }

    [Fact]
    public void TheDriverIsGivenBackWhenNobodyAsks()
    {
        using StandInNvml library = new();
        Nvml nvml = library.Open(idleTime: TimeSpan.FromMilliseconds(1));
        Assert.Single(nvml.Ask(NvmlQuestion.Gpus).Gpus);
        Assert.True(SpinWait.SpinUntil(() => library.Shutdowns > 0, StandInNvml.Patience));
        Assert.Single(nvml.Ask(NvmlQuestion.Gpus).Gpus);
    }

    [Fact]
    public void AMachineWithoutTheLibrarySaysSo()
    {
        Nvml nvml = new(["/nonexistent/libnvidia-ml.so.1"], StandInNvml.Patience, TimeSpan.FromHours(1));
        Assert.StartsWith(
            "failed: dlopen(libnvidia-ml.so.1): NVML_ERROR_LIBRARY_NOT_FOUND",
            nvml.Ask(NvmlQuestion.Gpus).Failure!.Value.ToString(),
            StringComparison.Ordinal
        );
        Assert.All(Nvml.LinuxPaths, path => Assert.True(Path.IsPathRooted(path)));
    }

    // Of nvml.h on machines with 64 bits.
    [Fact]
    public void TheStructuresHaveTheirSizes()
    {
        Assert.Equal(24, Unsafe.SizeOf<NvmlMemory>());
        Assert.Equal(0x02000028u, NvmlMemoryV2.CurrentVersion);
        Assert.Equal(8, Unsafe.SizeOf<NvmlUtilization>());
        Assert.Equal(68, Unsafe.SizeOf<NvmlPciInfo>());
        Assert.Equal(16, (int)Marshal.OffsetOf<NvmlPciInfo>(nameof(NvmlPciInfo.Domain)));
        Assert.Equal(36, (int)Marshal.OffsetOf<NvmlPciInfo>(nameof(NvmlPciInfo.Address)));
        Assert.Equal(16, Unsafe.SizeOf<NvmlProcessV1>());
        Assert.Equal(24, Unsafe.SizeOf<NvmlProcessV2>());
        Assert.Equal(32, Unsafe.SizeOf<NvmlProcessSample>());
    }
}
