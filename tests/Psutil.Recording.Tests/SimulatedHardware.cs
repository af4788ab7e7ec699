using System.Runtime.InteropServices;

namespace Psutil.Recording.Tests;

/// <summary>What a simulated machine is made of, and its GPUs, of which a process uses one.</summary>
internal static class SimulatedHardware
{
    public static void Set(FakeMachine machine)
    {
        machine.Hardware = new MachineHardware
        {
            Vendor = "Example",
            Product = "Server 21",
            BoardName = "B-21",
            FirmwareVersion = "2.1",
            FirmwareDate = new DateOnly(2026, 2, 1),
            Chassis = ChassisKind.Server,
            DeviceTreeNames = ["example,server", "example,board"],
        };
        machine.Virtualization = new MachineVirtualization
        {
            VirtualMachine = VirtualMachineKind.None,
            Container = ContainerKind.None,
            IsKubernetesPod = false,
        };
        machine.Cpu.Topology = new CpuTopology
        {
            ModelName = "Example 8",
            Vendor = "Example",
            Architecture = Architecture.X64,
            SocketCount = 1,
            CoreCount = 4,
            Cpus =
            [
                .. Enumerable
                    .Range(0, 8)
                    .Select(number => new LogicalCpu
                    {
                        Number = number,
                        IsOnline = number < 7,
                        CoreNumber = number / 2,
                        Kind = number < 4 ? CpuCoreKind.Performance : CpuCoreKind.Efficiency,
                        MaximumMegahertz = 4000.5,
                        Governor = "schedutil",
                    }),
            ],
            Caches =
            [
                new CpuCache
                {
                    Level = 3,
                    Kind = CpuCacheKind.Unified,
                    SizeBytes = 32 << 20,
                    Cpus = [0, 1, 2, 3, 4, 5, 6, 7],
                },
            ],
            NumaNodes =
            [
                new NumaNode
                {
                    Number = 0,
                    Cpus = [],
                    MemoryTotalBytes = 1L << 34,
                    Distances = [10],
                },
            ],
        };
    }

    /// <summary>Lets the GPUs do something for a time.</summary>
    public static void Step(FakeMachine machine, TimeSpan time)
    {
        Gpu? before = machine.Gpus.All.FirstOrDefault();
        double energy = (before?.EnergyJoules ?? 0) + (time.TotalSeconds * 100);
        machine.Gpus.All.Clear();
        machine.Gpus.All.Add(
            new Gpu
            {
                Id = "0000:01:00.0",
                Name = "Example GPU",
                Vendor = GpuVendor.Amd,
                MemoryTotal = 1L << 34,
                MemoryUsed = (long)energy << 20,
                UtilizationPercent = energy % 100,
                EnergyJoules = energy,
                ThrottleReasons = GpuThrottleReasons.Thermal | GpuThrottleReasons.PowerLimit,
                PciLink = new GpuPciLink { Width = 16, GigatransfersPerSecond = 32 },
                Partitions =
                [
                    new GpuPartition
                    {
                        Index = 3,
                        Name = "half",
                        MemoryTotal = 1L << 33,
                    },
                ],
                Unavailable = new Dictionary<GpuValue, Unavailability>
                {
                    [GpuValue.FanPercent] = new() { Reason = UnavailableReason.NotSupported },
                },
            }
        );
        GpuProcess? user = machine.Gpus.Processes.FirstOrDefault();
        TimeSpan busy = (user?.Engines["gfx"].BusyTime ?? TimeSpan.Zero) + (time / 2);
        OSProcess process = machine.Processes.FromIdentity(machine.Processes.Capture(ProcessFields.None)[0].Identity);
        machine.Gpus.Processes.Clear();
        machine.Gpus.Processes.Add(
            new GpuProcess
            {
                Process = process,
                GpuId = "0000:01:00.0",
                Memory = 1 << 30,
                Engines = new Dictionary<string, GpuEngine>
                {
                    ["gfx"] = new() { BusyTime = busy, Capacity = 1 },
                },
            }
        );
        machine.Gpus.UnavailableGpus["0000:02:00.0"] = new Unavailability { Reason = UnavailableReason.Denied };
        machine.Gpus.Unavailable[process] = new Unavailability { Reason = UnavailableReason.TimedOut };
    }
}
