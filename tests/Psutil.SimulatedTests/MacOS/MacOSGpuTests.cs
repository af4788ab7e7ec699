using System.Text;
using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Systems;
using Properties = System.Collections.Generic.Dictionary<string, object>;
using RegistryEntry = Psutil.SimulatedTests.MacOS.SimulatedFoundation.RegistryEntry;

namespace Psutil.SimulatedTests.MacOS;

/// <summary>GPUs in IOKit's registry.</summary>
// Behaviours.md: gpu-statistics
// Behaviours.md: gpu-clients
public class MacOSGpuTests
{
    private const int Child = 700;
    private const string Class = "IOAccelerator";

    [Fact]
    public void AGpuOfAppleSharesTheMachinesMemory()
    {
        using MacOSKernel kernel = Boot(out Machine machine);
        kernel.Foundation.Registry.Add(NewAppleGpu());
        Gpu gpu = Assert.Single(machine.Gpus.GetGpus());
        Assert.Equal(("AGXAcceleratorG16X", "Apple M4 Max", GpuVendor.Apple), (gpu.Id, gpu.Name, gpu.Vendor));
        Assert.Equal((16.0, 2_914_402_304L), (gpu.UtilizationPercent, gpu.SharedMemoryUsed));
        Assert.Null(gpu.MemoryTotal);
        Assert.Equal(UnavailableReason.NotSupported, gpu.Unavailable[GpuValue.MemoryTotal].Reason);
        Assert.Equal(UnavailableReason.Absent, gpu.Unavailable[GpuValue.PciAddress].Reason);
        Assert.Equal(0, kernel.Foundation.LeakCount);
    }

    [Fact]
    public void AGpuOfAmdReportsItsClocksItsHeatAndItsPower()
    {
        using MacOSKernel kernel = Boot(out Machine machine);
        RegistryEntry device = new(
            "IOPCIDevice",
            "GFX0",
            new Properties
            {
                ["model"] = Encoding.ASCII.GetBytes("AMD Radeon Pro 5500M\0"),
                ["vendor-id"] = new byte[] { 0x02, 0x10, 0, 0 },
                ["device-id"] = new byte[] { 0x40, 0x73, 0, 0 },
                ["pcidebug"] = "3:0:0(3:3)",
                ["VRAM,totalMB"] = 8192L,
            }
        );
        Properties statistics = new()
        {
            ["GPU Activity(%)"] = 101L,
            ["vramUsedBytes"] = 1_000_000_000L,
            ["Temperature(C)"] = 60L,
            ["Fan Speed(RPM)"] = 0L,
            ["Fan Speed(%)"] = 30L,
            ["Core Clock(MHz)"] = 1300L,
            ["Memory Clock(MHz)"] = 1500L,
            ["Total Power(W)"] = 45L,
        };
        kernel.Foundation.Registry.Add(
            new(Class, "AMDRadeonX6000_AMDNavi14GraphicsAccelerator", new Properties { ["PerformanceStatistics"] = statistics }, device)
        );
        Gpu gpu = Assert.Single(machine.Gpus.GetGpus());
        Assert.Equal(("0000:03:00.0", "AMD Radeon Pro 5500M"), (gpu.Id, gpu.Name));
        Assert.Equal((GpuVendor.Amd, 0x1002, 0x7340), (gpu.Vendor, gpu.VendorId, gpu.DeviceId));
        Assert.Equal((100.0, 8L << 30, 1_000_000_000L), (gpu.UtilizationPercent, gpu.MemoryTotal, gpu.MemoryUsed));
        Assert.Equal((60.0, 0, 30.0), (gpu.TemperatureCelsius, gpu.FanRevolutionsPerMinute, gpu.FanPercent));
        Assert.Equal((1300.0, 1500.0, 45.0), (gpu.ClockMegahertz, gpu.MemoryClockMegahertz, gpu.PowerWatts));
        Assert.Equal(0, kernel.Foundation.LeakCount);
    }

    [Fact]
    public void WhatIsMissingOrOfAnotherKindIsUnknown()
    {
        using MacOSKernel kernel = Boot(out Machine machine);
        kernel.Foundation.Registry.AddRange([
            new(Class, "bare", []),
            new(Class, "list", new Properties { ["PerformanceStatistics"] = new object[] { 1L }, ["model"] = 7L }),
            new(
                Class,
                "text",
                new Properties
                {
                    ["PerformanceStatistics"] = new Properties
                    {
                        ["Device Utilization %"] = "17",
                        ["In use system memory"] = -1L,
                        ["Fan Speed(RPM)"] = long.MaxValue,
                        ["Temperature(C)"] = true,
                    },
                    ["VRAM,totalMB"] = long.MaxValue,
                    ["vendor-id"] = new byte[] { 1 },
                    ["model"] = Array.Empty<byte>(),
                }
            ),
            new(Class, "text", []),
        ]);
        IReadOnlyList<Gpu> gpus = machine.Gpus.GetGpus();
        Assert.Equal(["bare", "list", "text", "text 2"], gpus.Select(gpu => gpu.Id));
        Assert.All(gpus, gpu =>
        {
            Assert.Null(gpu.UtilizationPercent);
            Assert.Null(gpu.SharedMemoryUsed);
            Assert.Null(gpu.TemperatureCelsius);
            Assert.Null(gpu.Name);
            Assert.Null(gpu.Vendor);
            Assert.Equal(UnavailableReason.NotSupported, gpu.Unavailable[GpuValue.UtilizationPercent].Reason);
        });
        Assert.Equal((long.MaxValue, int.MaxValue), (gpus[2].MemoryTotal, gpus[2].FanRevolutionsPerMinute));
        Assert.Equal(0, kernel.Foundation.LeakCount);
    }

    [Fact]
    public void AProcessHasTheTimeOfAllItsClients()
    {
        using MacOSKernel kernel = Boot(out Machine machine);
        RegistryEntry gpu = NewAppleGpu();
        kernel.Foundation.Registry.AddRange([
            gpu,
            NewClient(gpu, $"pid {Child}, child", 1_000_000_000L, 500_000_000L),
            NewClient(gpu, $"pid {Child}, child", 250_000_000L),
            NewClient(gpu, "pid 99999, gone", 7L),
            NewClient(gpu, "nobody", 7L),
            NewClient(gpu, "pid 99999999999999999999, x", 7L),
            new("AGXDeviceUserClient", "AGXDeviceUserClient", new Properties { ["IOUserClientCreator"] = $"pid {Child}, child" }, gpu),
            new("AGXDeviceUserClient", "AGXDeviceUserClient", new Properties { ["AppUsage"] = new object[] { "x" } }, gpu),
        ]);
        GpuProcessList list = machine.Gpus.GetProcesses();
        GpuProcess process = Assert.Single(list.Processes);
        Assert.Equal((Child, "AGXAcceleratorG16X"), (process.Process.Pid, process.GpuId));
        Assert.Equal(TimeSpan.FromSeconds(1.75), Assert.Single(process.Engines).Value.BusyTime);
        Assert.Null(process.Memory);
        Assert.Empty(list.Unavailable);
        Assert.Equal(0, kernel.Foundation.LeakCount);
    }

    [Fact]
    public void ARegistryThatDoesNotAnswerIsNoMachineWithoutGpus()
    {
        using MacOSKernel kernel = Boot(out Machine machine);
        kernel.Foundation.IsRegistryClosed = true;
        Assert.Equal("IOServiceGetMatchingServices(IOAccelerator)", Assert.Throws<SystemCallException>(machine.Gpus.GetGpus).SystemCall);
        Assert.Throws<SystemCallException>(machine.Gpus.GetProcesses);
    }

    [Fact]
    public void ASnapshotHasWhatTheProcessUsesAndAMonitorHowMuch()
    {
        using MacOSKernel kernel = Boot(out Machine machine);
        RegistryEntry gpu = NewAppleGpu();
        RegistryEntry client = NewClient(gpu, $"pid {Child}, child", 1_000_000_000L);
        kernel.Foundation.Registry.AddRange([gpu, client, NewClient(gpu, "pid 99999, gone", 7L)]);
        using ProcessMonitor monitor = machine.Processes.CreateMonitor(ProcessFields.Name | ProcessFields.Gpu);
        monitor.Refresh();
        foreach (MonitoredProcess process in monitor.Processes)
        {
            Assert.Equal(process.Pid == Child ? ["AGXAcceleratorG16X"] : [], process.Snapshot.Gpu!.Select(use => use.GpuId));
        }

        OSProcess child = machine.Processes.Get(Child);
        Assert.Equal(TimeSpan.FromSeconds(1), Assert.Single(child.GetGpu()).Engines["gpu"].BusyTime);
        client.Properties["AppUsage"] = new object[] { new Properties { ["accumulatedGPUTime"] = 5_000_000_000L } };
        monitor.Refresh();
        MonitoredProcess busy = monitor.Processes.Single(process => process.Pid == Child);
        Assert.InRange(busy.GpuPercent!.Value, double.Epsilon, 100);
        Assert.All(monitor.Processes.Where(process => process.Pid != Child), process => Assert.Equal(0, process.GpuPercent));
        Assert.Equal(0, kernel.Foundation.LeakCount);
    }

    [Fact]
    public void AProcessWhoseClientsReportNoTimeUsesTheGpuForAnUnknownTime()
    {
        using MacOSKernel kernel = Boot(out Machine machine);
        RegistryEntry gpu = NewAppleGpu();
        kernel.Foundation.Registry.AddRange([
            gpu,
            new("IOAccelSurface2", "IOAccelSurface2", new Properties { ["IOUserClientCreator"] = $"pid {Child}, child" }, gpu),
        ]);
        using ProcessMonitor monitor = machine.Processes.CreateMonitor(ProcessFields.Gpu);
        monitor.Refresh();
        monitor.Refresh();
        MonitoredProcess user = monitor.Processes.Single(process => process.Pid == Child);
        Assert.Empty(Assert.Single(user.Snapshot.Gpu!).Engines);
        Assert.Null(user.GpuPercent);
        Assert.Empty(Assert.Single(machine.Gpus.GetProcesses().Processes).Engines);
    }

    [Fact]
    public void ARegistryThatDoesNotAnswerIsNoProcessWithoutGpus()
    {
        using MacOSKernel kernel = Boot(out Machine machine);
        kernel.Foundation.IsRegistryClosed = true;
        Assert.All(machine.Processes.Capture(ProcessFields.Name | ProcessFields.Gpu), snapshot =>
        {
            Assert.Null(snapshot.Gpu);
            Assert.Equal(UnavailableReason.Failed, snapshot.WhyMissing(ProcessFields.Gpu)!.Value.Reason);
            Assert.NotNull(snapshot.Name);
        });
    }

    [Fact]
    public void ADriverThatHangsTheRegistryCostsADeadline()
    {
        using MacOSKernel kernel = Boot(out Machine machine);
        using ManualResetEventSlim gate = new();
        kernel.On("IOServiceGetMatchingServices", _ =>
        {
            gate.Wait();
            return SimulatedFoundation.NoResources;
        });
        kernel.On("IOPSCopyPowerSourcesInfo", _ =>
        {
            gate.Wait();
            return 0;
        });
        try
        {
            Assert.Throws<PsutilTimeoutException>(machine.Gpus.GetGpus);
            Assert.Throws<PsutilTimeoutException>(machine.Gpus.GetProcesses);
            Assert.Throws<PsutilTimeoutException>(() => machine.Disks.GetIOCountersPerDisk());
            Assert.Throws<PsutilTimeoutException>(machine.Sensors.GetBattery);
            Assert.All(machine.Processes.Capture(ProcessFields.Name | ProcessFields.Gpu), snapshot =>
            {
                Assert.Equal(UnavailableReason.TimedOut, snapshot.WhyMissing(ProcessFields.Gpu)!.Value.Reason);
                Assert.NotNull(snapshot.Name);
            });
        }
        finally
        {
            gate.Set();
        }

        // Whoever was left behind has its answer now, and the next question is asked anew.
        Assert.True(SpinWait.SpinUntil(() => Record.Exception(machine.Gpus.GetGpus) is SystemCallException, TimeSpan.FromSeconds(60)));
        Assert.True(
            SpinWait.SpinUntil(() => Record.Exception(() => machine.Gpus.GetProcesses()) is SystemCallException, TimeSpan.FromSeconds(60))
        );
        Assert.True(
            SpinWait.SpinUntil(
                () => Record.Exception(() => machine.Disks.GetIOCountersPerDisk()) is SystemCallException,
                TimeSpan.FromSeconds(60)
            )
        );
        Assert.True(SpinWait.SpinUntil(() => Record.Exception(() => machine.Sensors.GetBattery()) is null, TimeSpan.FromSeconds(60)));
    }

    private static MacOSKernel Boot(out Machine machine)
    {
        AbiTable abi = AbiTable.Load("macos", AbiTable.BaseVersion, "arm64");
        MacOSKernel kernel = new(abi, new SimulatedMachine());
        machine = MacOSKernel.Open(abi);
        return kernel;
    }

    private static RegistryEntry NewAppleGpu() =>
        new(
            Class,
            "AGXAcceleratorG16X",
            new Properties
            {
                ["model"] = "Apple M4 Max",
                ["gpu-core-count"] = 40L,
                ["vendor-id"] = new byte[] { 0x6B, 0x10, 0, 0 },
                ["PerformanceStatistics"] = new Properties
                {
                    ["In use system memory (driver)"] = 0L,
                    ["Alloc system memory"] = 8_270_495_744L,
                    ["Tiler Utilization %"] = 7L,
                    ["Renderer Utilization %"] = 15L,
                    ["Device Utilization %"] = 16L,
                    ["In use system memory"] = 2_914_402_304L,
                },
            },
            new RegistryEntry("AppleARMIODevice", "sgx", [])
        );

    private static RegistryEntry NewClient(RegistryEntry gpu, string creator, params long[] times) =>
        new(
            "AGXDeviceUserClient",
            "AGXDeviceUserClient",
            new Properties
            {
                ["IOUserClientCreator"] = creator,
                ["AppUsage"] = times.Select(object (time) => new Properties { ["API"] = "Metal", ["accumulatedGPUTime"] = time }).ToArray(),
            },
            gpu
        );
}
