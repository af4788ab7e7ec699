using System.Reflection;

namespace Psutil.Recording.Tests;

/// <summary>
/// What is recorded is written and read by two lists of fields. Here every public member of every recorded type has a value of its own, and
/// must come back: one that only one of the lists has, or that they number differently, fails.
/// </summary>
public sealed class EveryMemberTests : IDisposable
{
    private readonly RecordingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryMemberComesBack()
    {
        Filled filled = new();
        FakeMachine fake = new(new FakeClock(new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.Zero)))
        {
            BootTime = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero),
            Limits = filled.Of<MachineLimits>(),
            Hardware = filled.Of<MachineHardware>(),
            Virtualization = filled.Of<MachineVirtualization>(),
        };
        fake.UserSessions.Add(filled.Of<UserSession>());
        SetCpu(fake.Cpu, filled);
        fake.Memory.Virtual = filled.Of<VirtualMemory>();
        fake.Memory.Swap = filled.Of<SwapMemory>();
        fake.Memory.Pressure = filled.Of<PressureStall>();
        SetDisks(fake.Disks, filled);
        fake.Network.IOCounters["eth0"] = filled.Of<NetworkIOCounters>();
        fake.Network.States["eth0"] = filled.Of<InterfaceState>();
        fake.Network.Addresses["eth0"] = [filled.Of<InterfaceAddress>()];
        fake.Network.Connections.Add(filled.Of<NetworkConnection>());
        fake.Sensors.Temperatures["chip"] = [filled.Of<TemperatureReading>()];
        fake.Sensors.Fans["chip"] = [filled.Of<FanReading>()];
        fake.Sensors.Battery = filled.Of<BatteryReading>();
        fake.Gpus.All.Add(filled.Of<Gpu>());
        fake.Cgroups.Groups.Add(filled.Of<CgroupSnapshot>());
        ProcessSnapshot process = new(new ProcessIdentity(7, 70));
        filled.Fill(process, IsRecorded);
        fake.Processes.Add(process);
        string expected = MachineText.Of(fake);
        using (MachineRecorder recorder = _folder.Open(fake))
        {
            Assert.True(recorder.Record(), recorder.LastFailure);
        }

        using RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        Assert.Equal(LinesOf(expected), LinesOf(MachineText.Of(machine)));
    }

    // No reasons are none, whether there is a list of them or not.
    private static string[] LinesOf(string text) =>
        text.Replace("\"Unavailable\": {}", "\"Unavailable\": null", StringComparison.Ordinal).Split('\n');

    // Those of fields; the others follow from them.
    private static bool IsRecorded(PropertyInfo property) =>
        Enum.TryParse(property.Name, out ProcessFields field) && (ProcessRows.Recorded & field) == field;

    private static void SetCpu(FakeCpu cpu, Filled filled)
    {
        cpu.LogicalCount = 3;
        cpu.AvailableCount = 2;
        cpu.PhysicalCount = 1;
        cpu.Times = filled.Of<CpuTimes>();
        cpu.TimesPerCpu.Add(filled.Of<CpuCoreTimes>());
        cpu.Statistics = filled.Of<CpuStatistics>();
        cpu.FrequencyPerCpu.Add(filled.Of<CpuCoreFrequency>());
        cpu.LoadAverage = new LoadAverage(1.5, 2.5, 3.5);
        cpu.Pressure = filled.Of<PressureStall>();
        cpu.Topology = filled.Of<CpuTopology>();
    }

    private static void SetDisks(FakeDisks disks, Filled filled)
    {
        DiskPartition partition = filled.Of<DiskPartition>();
        disks.Partitions.Add(partition);
        disks.Usage[partition.MountPoint] = filled.Of<DiskUsage>();
        disks.IOCounters["vda"] = filled.Of<DiskIOCounters>();
        disks.Pressure = filled.Of<PressureStall>();
        disks.Sizes = new Dictionary<string, long> { ["vda"] = 1 << 20 };
    }
}
