using Psutil.Platforms.Linux;
using Psutil.Platforms.Nvidia;

namespace Psutil.LinuxTests.Gpus;

/// <summary>A machine with NVIDIA's driver: sysfs has where the GPU is, the stand-in library all else.</summary>
public sealed class NvidiaFixtureTests : IDisposable
{
    private const string Address = "0000:41:00.0";

    // First: without a compiler the test is skipped before there is anything to remove.
    private readonly StandInNvml _library = new();

    private readonly FixtureTree _tree = new FixtureTree()
        .Add($"sys/bus/pci/devices/{Address}/class", "0x030200\n")
        .Add($"sys/bus/pci/devices/{Address}/vendor", "0x10de\n")
        .Add($"sys/bus/pci/devices/{Address}/device", "0x2330\n")
        .Add($"sys/bus/pci/devices/{Address}/current_link_width", "16\n")
        .AddLink($"sys/bus/pci/devices/{Address}/driver", "../../drivers/nvidia")
        .Add("usr/share/misc/pci.ids", "10de  NVIDIA Corporation\n\t2330  GH100 [H100 SXM5 80GB]\n")
        .Add("proc/stat", "cpu  1 2 3 4 5 6 7 8 9 10\nbtime 1700000000\n");

    public void Dispose()
    {
        _library.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void SysfsAndTheLibraryAreOneGpu()
    {
        using Machine machine = _tree.Machine;
        Gpu gpu = Assert.Single(Open(machine).GetGpus());
        Assert.Equal((Address, Address, "nvidia", "550.54.14"), (gpu.Id, gpu.PciAddress, gpu.Driver, gpu.DriverVersion));
        Assert.Equal(("NVIDIA H100 PCIe", 0x10de, 87), (gpu.Name, gpu.VendorId, gpu.UtilizationPercent));
        Assert.Equal(16, gpu.PciLink!.Value.Width);
    }

    [Fact]
    public void WithoutTheLibraryTheGpuIsThereAndTheRestHasAReason()
    {
        using Machine machine = _tree.Machine;
        Nvml missing = new(["/nonexistent/libnvidia-ml.so.1"], StandInNvml.Patience, TimeSpan.FromHours(1));
        LinuxGpus gpus = Open(machine, missing);
        Gpu gpu = Assert.Single(gpus.GetGpus());
        Assert.Equal(("GH100 [H100 SXM5 80GB]", "nvidia", null), (gpu.Name, gpu.Driver, gpu.UtilizationPercent));
        Assert.Equal(UnavailableReason.Failed, gpu.Unavailable[GpuValue.UtilizationPercent].Reason);
        Assert.False(gpu.Unavailable.ContainsKey(GpuValue.Name));
        Assert.Equal(UnavailableReason.Failed, gpus.GetProcesses().UnavailableGpus[Address].Reason);
    }

    [Fact]
    public void ASleepingGpuIsNotWoken()
    {
        _tree.Add($"sys/bus/pci/devices/{Address}/power/runtime_status", "suspended\n");
        using Machine machine = _tree.Machine;
        LinuxGpus gpus = Open(machine);
        Gpu gpu = Assert.Single(gpus.GetGpus());
        Assert.Equal((true, null), (gpu.IsSuspended, gpu.UtilizationPercent));
        Assert.Equal(UnavailableReason.Absent, gpu.Unavailable[GpuValue.UtilizationPercent].Reason);
        Assert.Empty(gpus.GetProcesses().Processes);
        Assert.Equal(0, _library.Inits);
    }

    [Fact]
    public void AnotherDriverIsNoReasonToLoadTheLibrary()
    {
        File.Delete(Path.Join(_tree.Root, $"sys/bus/pci/devices/{Address}/driver"));
        _tree.AddLink($"sys/bus/pci/devices/{Address}/driver", "../../drivers/nouveau");
        using Machine machine = _tree.Machine;
        Assert.Equal("nouveau", Assert.Single(Open(machine).GetGpus()).Driver);
        Assert.Equal(0, _library.Inits);
    }

    [Fact]
    public void OnlyAProcessThatHasADescriptorOfTheDriverIsMeant()
    {
        // In a container, another process can have the PID that the driver means.
        AddProcess(700, "/dev/nvidia0");
        AddProcess(701, "/dev/null");
        _library.Number("pid", 700);
        _library.Number("processes", 3);
        using Machine machine = _tree.Machine;
        LinuxGpus gpus = Open(machine);
        GpuProcess process = Assert.Single(gpus.GetProcesses().Processes);
        Assert.Equal((700, Address, 512L << 20), (process.Process.Pid, process.GpuId, process.Memory));
        Assert.Equal(64, process.UtilizationPercent);
    }

    [Fact]
    public void ASnapshotHasWhatTheLibraryListsAndOnlyThen()
    {
        AddProcess(700, "/dev/nvidia0");
        AddProcess(701, "/dev/null");
        _library.Number("pid", 700);
        _library.Number("processes", 3);
        using Machine machine = _tree.Machine;
        LinuxProcesses processes = OpenProcesses(machine);
        ProcessGpuCounters counters = Assert.Single(processes.Get(700).Capture(ProcessFields.Gpu).Gpu!);
        Assert.Equal((Address, 512L << 20, 64), (counters.GpuId, counters.Memory, counters.UtilizationPercent));
        Assert.Equal([1, 0], processes.Capture(ProcessFields.Gpu).Select(process => process.Gpu!.Count));
    }

    [Fact]
    public void NoProcessOfTheDriverIsNoReasonToLoadTheLibraryForSnapshots()
    {
        AddProcess(701, "/dev/null");
        using Machine machine = _tree.Machine;
        Assert.Empty(Assert.Single(OpenProcesses(machine).Capture(ProcessFields.Gpu)).Gpu!);
        Assert.Equal(0, _library.Inits);
    }

    [Fact]
    public void ASnapshotWithoutTheLibraryHasAReasonInsteadOfAnEmptyList()
    {
        AddProcess(700, "/dev/nvidia0");
        using Machine machine = _tree.Machine;
        Nvml missing = new(["/nonexistent/libnvidia-ml.so.1"], StandInNvml.Patience, TimeSpan.FromHours(1));
        ProcessSnapshot snapshot = OpenProcesses(machine, missing).Get(700).Capture(ProcessFields.Gpu);
        Assert.Null(snapshot.Gpu);
        Assert.Equal(UnavailableReason.Failed, snapshot.Unavailable[ProcessFields.Gpu].Reason);
    }

    private LinuxProcesses OpenProcesses(Machine machine, Nvml? nvml = null)
    {
        LinuxRoots roots = ((LinuxMachine)machine).Roots;
        return new LinuxProcesses(
            machine,
            roots,
            (LinuxNetwork)machine.Network,
            new LinuxNvidia(roots, nvml ?? _library.Open()),
            ((LinuxProcesses)machine.Processes).Table,
            new MachineOptions()
        );
    }

    private LinuxGpus Open(Machine machine, Nvml? nvml = null) =>
        new(
            machine,
            ((LinuxMachine)machine).Roots,
            (LinuxProcesses)machine.Processes,
            new LinuxNvidia(((LinuxMachine)machine).Roots, nvml ?? _library.Open())
        );

    private void AddProcess(int pid, string target) =>
        _tree
            .Add($"proc/{pid}/stat", $"{pid} (worker) S 1 1 1 0 -1 4194304 1 0 0 0 1 1 0 0 20 0 1 0 100 1000 100 0\n")
            .AddLink($"proc/{pid}/fd/5", target)
            .Add($"proc/{pid}/fdinfo/5", "pos:\t0\nflags:\t02\n");
}
