using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Kernel;

namespace Psutil.SimulatedTests.Systems;

/// <summary>The names of the hardware and the topology of the CPUs, on every system, version and architecture.</summary>
public sealed class HardwareTests
{
    public static TheoryData<string, string, string> Systems() => SystemTests.Systems();

    [Theory]
    [MemberData(nameof(Systems))]
    public void TheNamesAreTheKernels(string folder, string version, string architecture)
    {
        using SimulatedKernel kernel = Boot(folder, version, architecture, out Machine machine);
        MachineHardware hardware = machine.GetHardware();
        if (folder == "MacOS")
        {
            // hw.model, which is the machine's there.
            Assert.Equal((null, "Example CPU @ 2.40GHz"), (hardware.Vendor, hardware.Product));
            return;
        }

        Assert.Equal(("Example Inc.", "Box 9", null), (hardware.Vendor, hardware.Product, hardware.Version));
        bool hasBoard = folder != "OpenBsd";
        Assert.Equal(
            (hasBoard ? "B1" : null, hasBoard ? "1.2" : null, hasBoard ? new DateOnly(2024, 2, 29) : null),
            (hardware.BoardName, hardware.FirmwareVersion, hardware.FirmwareDate)
        );
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void TheTopologyIsWhatTheKernelReports(string folder, string version, string architecture)
    {
        using SimulatedKernel kernel = Boot(folder, version, architecture, out Machine machine);
        CpuTopology topology = machine.Cpu.GetTopology();
        string model = folder switch
        {
            "MacOS" => "Apple M9",
            "NetBsd" => "Example CPU 9000",
            _ => "Example CPU @ 2.40GHz",
        };
        Assert.Equal(model, topology.ModelName);
        Assert.Equal([0, 1], topology.Cpus.Select(cpu => cpu.Number));
        Assert.All(topology.Cpus, cpu => Assert.Equal((model, true, CpuCoreKind.Unknown), (cpu.ModelName, cpu.IsOnline, cpu.Kind)));
        Assert.Equal(folder == "MacOS" ? 1 : null, topology.SocketCount);
        int?[] cores = folder switch
        {
            "FreeBsd" => [0, 0],
            "MacOS" => [0, 1],
            _ => [null, null],
        };
        Assert.Equal(cores, topology.Cpus.Select(cpu => cpu.CoreNumber));
        Assert.Equal(folder == "FreeBsd" ? [0, 1] : (int?[])[null, null], topology.Cpus.Select(cpu => cpu.NumaNode));
        Assert.Equal(folder == "FreeBsd" ? 2 : null, topology.NumaNodes?.Count);
        Assert.Equal(folder == "MacOS" ? 3 : null, topology.Caches?.Count);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void TheVirtualMachineIsWhatTheKernelReports(string folder, string version, string architecture)
    {
        using SimulatedKernel kernel = Boot(folder, version, architecture, out Machine machine);
        MachineVirtualization virtualization = machine.GetVirtualization();
        Assert.Equal(folder == "FreeBsd" ? ContainerKind.Jail : ContainerKind.None, virtualization.Container);
        Assert.Null(virtualization.IsKubernetesPod);

        // The other two ask the CPU, which is not simulated.
        if (folder is "FreeBsd" or "MacOS")
        {
            Assert.Equal(folder == "FreeBsd" ? VirtualMachineKind.Bhyve : VirtualMachineKind.None, virtualization.VirtualMachine);
        }
    }

    [Fact]
    public void AMacWithTwoKindsOfCores()
    {
        using SimulatedKernel kernel = Boot("MacOS", AbiTable.BaseVersion, "arm64", out Machine machine);
        kernel.Sysctl.Add("hw.nperflevels", 2).Add("hw.perflevel0.logicalcpu", 1).Add("hw.perflevel1.logicalcpu", 1);
        kernel.Sysctl.Add("hw.perflevel0.l2cachesize", 12_582_912).Add("hw.perflevel1.l2cachesize", 4_194_304);
        kernel.Sysctl.Add("kern.hv_vmm_present", 1);
        CpuTopology topology = machine.Cpu.GetTopology();
        Assert.Equal([CpuCoreKind.Efficiency, CpuCoreKind.Performance], topology.Cpus.Select(cpu => cpu.Kind));
        Assert.Equal([12_582_912, 4_194_304], topology.Caches!.Select(cache => cache.SizeBytes!.Value));
        Assert.All(topology.Caches!, cache => Assert.Equal((2, 128, null), (cache.Level, cache.LineSizeBytes, cache.Cpus)));
        Assert.Equal(VirtualMachineKind.Apple, machine.GetVirtualization().VirtualMachine);

        // Numbers that do not fit the CPUs there are.
        kernel.Sysctl.Add("hw.perflevel0.logicalcpu", int.MaxValue).Add("hw.perflevel1.logicalcpu", -5);
        Assert.Equal(2, machine.Cpu.GetTopology().Cpus.Count);
        kernel.Sysctl.Add("hw.nperflevels", int.MaxValue);
        Assert.Equal(2, machine.Cpu.GetTopology().Cpus.Count);
    }

    [Fact]
    public void AMachineOfFreeBsdWithoutThese()
    {
        using SimulatedKernel kernel = Boot("FreeBsd", AbiTable.BaseVersion, "amd64", out Machine machine);
        kernel.Sysctl.Remove("kern.sched.topology_spec").Remove("vm.ndomains").Remove("kern.vm_guest").Remove("security.jail.jailed");
        CpuTopology topology = machine.Cpu.GetTopology();
        Assert.Equal((1, null), (topology.CoreCount, topology.NumaNodes));
        Assert.All(topology.Cpus, cpu => Assert.Null(cpu.CoreNumber));
        Assert.Equal(default, machine.GetVirtualization());
    }

    private static SimulatedKernel Boot(string folder, string version, string architecture, out Machine machine)
    {
        SimulatedSystem system = SimulatedSystem.Named(folder);
        SimulatedKernel kernel = system.Boot(AbiTable.Load(system.Name, version, architecture), new SimulatedMachine());
        machine = system.Open(kernel.Abi);
        return kernel;
    }
}
