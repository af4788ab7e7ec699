using System.Runtime.InteropServices;

namespace Psutil.WindowsTests;

/// <summary>The machine beside what Windows' documented calls, and the runtime, tell of it.</summary>
public unsafe class MachineTests
{
    private static readonly Machine Machine = Machine.Local;

    [Fact]
    public void MemoryIsThatOfGlobalMemoryStatus()
    {
        Win32.MemoryStatus status = new() { Length = (uint)sizeof(Win32.MemoryStatus) };
        Assert.NotEqual(0, Win32.GlobalMemoryStatusEx(&status));
        VirtualMemory memory = Machine.Memory.GetVirtual();
        Assert.InRange(memory.Total, (long)status.TotalPhysical - 4096, (long)status.TotalPhysical);
        Assert.InRange(Math.Abs(memory.Available - (long)status.AvailablePhysical), 0, memory.Total / 10);
    }

    [Fact]
    public void CpuTimesAreThoseOfGetSystemTimes()
    {
        long idle = 0,
            kernel = 0,
            user = 0;
        CpuTimes before = Machine.Cpu.GetTimes();
        Assert.NotEqual(0, Win32.GetSystemTimes(&idle, &kernel, &user));
        CpuTimes after = Machine.Cpu.GetTimes();
        TimeSpan slack = TimeSpan.FromSeconds(1);
        Assert.InRange(new TimeSpan(user), before.User!.Value - slack, after.User!.Value + slack);
        Assert.InRange(new TimeSpan(idle), before.Idle!.Value - slack, after.Idle!.Value + slack);
        Assert.InRange(new TimeSpan(kernel - idle), Kernel(before) - slack, Kernel(after) + slack);

        static TimeSpan Kernel(CpuTimes times) => times.System!.Value + times.Irq!.Value + times.Dpc!.Value;
    }

    [Fact]
    public void TheCountOfCpusIsTheRuntimes() => Assert.Equal(Environment.ProcessorCount, Machine.Cpu.GetLogicalCount());

    [Fact]
    public void DrivesAreThoseOfTheRuntime()
    {
        Assert.Equal(
            DriveInfo.GetDrives().Select(drive => drive.Name).Order(StringComparer.Ordinal),
            Machine
                .Disks.GetPartitions(all: true)
                .Where(partition => partition.MountPoint.Length == 3)
                .Select(partition => partition.MountPoint)
                .Order(StringComparer.Ordinal)
        );
        DiskPartition system = Assert.Single(Machine.Disks.GetPartitions(), partition => partition.MountPoint == @"C:\");
        Assert.Equal((@"C:\", "NTFS"), (system.Device, system.FileSystemType));
        Assert.Equal("rw,fixed", system.Options);
    }

    [Fact]
    public void DiskCountersMoveWhenADiskIsWritten()
    {
        IReadOnlyDictionary<string, DiskIOCounters> before = Machine.Disks.GetIOCountersPerDisk();
        Assert.SkipWhen(before.Count == 0, "DeviceIoControl(IOCTL_DISK_PERFORMANCE): no disk of this system counts anything.");
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, new byte[1 << 20]);
        File.Delete(path);
        Assert.All(Machine.Disks.GetIOCountersPerDisk(), disk => Assert.True(disk.Value.WriteBytes >= before[disk.Key].WriteBytes));
    }

    [Fact]
    public void TheSystemsCountersAreTold()
    {
        CpuStatistics statistics = Machine.Cpu.GetStatistics();
        Assert.SkipWhen(
            statistics.ContextSwitches is null,
            "NtQuerySystemInformation(SystemPerformanceInformation): this system counts no context switches."
        );
        Assert.True(statistics.SystemCalls > 0);
        Assert.True(Machine.Cpu.GetStatistics().ContextSwitches >= statistics.ContextSwitches);
    }

    [Fact]
    public void SomebodyIsLoggedIn()
    {
        IReadOnlyList<UserSession> users = Machine.GetUserSessions();
        Assert.SkipWhen(users.Count == 0, "WTSEnumerateSessionsW: this system has no sessions.");
        Assert.Contains(users, user => string.Equals(user.Name, Environment.UserName, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void AHeapIsCountedAndItsBlocksToo()
    {
        NativeHeapInfo before = Machine.Local.Memory.GetNativeHeap()!.Value;
        void*[] blocks = new void*[1000];
        for (int index = 0; index < blocks.Length; index++)
        {
            blocks[index] = NativeMemory.Alloc(4000);
        }

        NativeHeapInfo after = Machine.Local.Memory.GetNativeHeap()!.Value;
        foreach (void* block in blocks)
        {
            NativeMemory.Free(block);
        }

        Assert.InRange(after.HeapUsed - before.HeapUsed, 3_900_000, 40_000_000);
        Assert.True(before.HeapCount >= 1);
        Assert.True(Machine.Local.Memory.TrimNativeHeap());
    }

    [Fact]
    public void AServiceThatIsStartedRuns()
    {
        const string Name = "Spooler";
        ServiceManager services = Machine.Services!;
        Assert.Equal(services.Get(Name).DisplayName, services.Get("SPOOLER").DisplayName);
        nint manager = Win32.OpenSCManagerW(null, null, 1);
        nint service = Win32.OpenServiceW(manager, Name, 0x10);
        Assert.NotEqual(0, service);
        _ = Win32.StartServiceW(service, 0, 0);
        _ = Win32.CloseServiceHandle(service);
        _ = Win32.CloseServiceHandle(manager);
        Assert.True(Capability.Within(TimeSpan.FromSeconds(30), () => services.Get(Name).Status == ServiceStatus.Running));
        ServiceDetails running = services.Get(Name);
        Assert.True(Machine.Processes.Exists(running.Pid!.Value));
        Assert.Contains("spoolsv", running.BinaryPath, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(running.Pid, services.GetServices().Single(entry => entry.Name.Equals(Name, StringComparison.OrdinalIgnoreCase)).Pid);
    }
}
