namespace Psutil.Tests.Linux;

/// <summary>Virtual machines and containers whose files are those of real ones.</summary>
public sealed class VirtualizationFixtureTests : IDisposable
{
    private const string Dmi = "sys/class/dmi/id";

    private readonly FixtureTree _tree = new();

    public VirtualizationFixtureTests() =>
        _tree.Add("proc/sys/kernel/osrelease", "6.12.8-amd64\n").Add("proc/stat", "btime 1000\n").Add("proc/1/cgroup", "0::/init.scope\n");

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("QEMU", "Standard PC (Q35 + ICH9, 2009)", "pc-q35-8.2", "fpu hypervisor", VirtualMachineKind.Qemu)]
    [InlineData("Red Hat", "KVM", "RHEL-9.2.0 PC (Q35 + ICH9, 2009)", "fpu hypervisor", VirtualMachineKind.Kvm)]
    [InlineData("QEMU", "KVM Virtual Machine", "virt-8.2", null, VirtualMachineKind.Kvm)]
    [InlineData("VMware, Inc.", "VMware Virtual Platform", "None", "fpu hypervisor", VirtualMachineKind.VMware)]
    [InlineData("innotek GmbH", "VirtualBox", "1.2", "fpu hypervisor", VirtualMachineKind.Oracle)]
    [InlineData("innotek GmbH", "VirtualBox", "1.2", "fpu", VirtualMachineKind.Oracle)]
    [InlineData("Oracle Corporation", "ORACLE SERVER X7-2", "X", "fpu", VirtualMachineKind.None)]
    [InlineData("Microsoft Corporation", "Virtual Machine", "Hyper-V UEFI Release v4.1", "fpu hypervisor", VirtualMachineKind.HyperV)]
    [InlineData("Microsoft Corporation", "Virtual Machine", "7.0", "fpu hypervisor", VirtualMachineKind.Other)]
    [InlineData("Amazon EC2", "m5.large", "1.0", "fpu hypervisor", VirtualMachineKind.Amazon)]
    [InlineData("Amazon EC2", "m7i.metal-24xl", "1.0", "fpu", VirtualMachineKind.None)]
    [InlineData("Amazon EC2", "c5.metal", "1.0", "fpu", VirtualMachineKind.None)]
    [InlineData("Google", "Google Compute Engine", "", "fpu hypervisor", VirtualMachineKind.Google)]
    [InlineData("Xen", "HVM domU", "4.11.amazon", "fpu hypervisor", VirtualMachineKind.Xen)]
    [InlineData("Apple Inc.", "Apple Virtualization Generic Platform", "1", null, VirtualMachineKind.Apple)]
    [InlineData("Parallels International GmbH.", "Parallels Virtual Platform", "None", "fpu hypervisor", VirtualMachineKind.Parallels)]
    [InlineData("FreeBSD", "BHYVE", "1.0", "fpu hypervisor", VirtualMachineKind.Bhyve)]
    [InlineData("LENOVO", "20XWCTO1WW", "ThinkPad", "fpu", VirtualMachineKind.None)]
    [InlineData("LENOVO", "20XWCTO1WW", "ThinkPad", null, VirtualMachineKind.None)]
    [InlineData(null, null, null, "fpu", VirtualMachineKind.None)]
    [InlineData(null, null, null, "fpu hypervisor", VirtualMachineKind.Other)]
    [InlineData(null, null, null, "fpu nohypervisor", VirtualMachineKind.None)]
    [InlineData(null, null, null, null, VirtualMachineKind.Unknown)]
    public void TheFirmwareNamesTheVirtualMachine(
        string? vendor,
        string? product,
        string? version,
        string? flags,
        VirtualMachineKind expected
    )
    {
        AddDmi(vendor, product, version);
        _tree.Add("proc/cpuinfo", flags is null ? "processor\t: 0\n" : CpuTree.X86Info([0], "X", "GenuineIntel", flags));
        Assert.Equal(expected, Read().VirtualMachine);
    }

    [Theory]
    [InlineData(0x10, VirtualMachineKind.Other)]
    [InlineData(0x08, VirtualMachineKind.None)]
    public void FirmwareCanSayThatItIsVirtual(int extension, VirtualMachineKind expected)
    {
        AddDmi("Example", "Example", "1");
        byte[] structure = new byte[24];
        structure[1] = 24;
        structure[19] = (byte)extension;
        _tree.Add("sys/firmware/dmi/entries/0-0/raw", structure);
        Assert.Equal(expected, Read().VirtualMachine);
    }

    [Theory]
    [InlineData("00000800", null, VirtualMachineKind.None)]
    [InlineData("00002705", null, VirtualMachineKind.Xen)]
    [InlineData(null, "control_d\n", VirtualMachineKind.None)]
    [InlineData(null, "\n", VirtualMachineKind.Xen)]
    [InlineData("zz", null, VirtualMachineKind.Xen)]
    public void TheDomainThatOwnsTheMachineIsNoVirtualMachine(string? features, string? capabilities, VirtualMachineKind expected)
    {
        _tree.AddFolder("proc/xen").Add("sys/hypervisor/type", "xen\n").Add("proc/cpuinfo", CpuTree.X86Info([0], "X", "GenuineIntel"));
        if (features is not null)
        {
            _tree.Add("sys/hypervisor/properties/features", features + "\n");
        }

        if (capabilities is not null)
        {
            _tree.Add("proc/xen/capabilities", capabilities);
        }

        Assert.Equal(expected, Read().VirtualMachine);
    }

    [Fact]
    public void AMachineOfUserModeLinux()
    {
        _tree.Add("proc/cpuinfo", "processor\t: 0\nvendor_id\t: User Mode Linux\nmodel name\t: UML\n");
        Assert.Equal(VirtualMachineKind.Uml, Read().VirtualMachine);
    }

    [Theory]
    [InlineData("hypervisor/compatible", "linux,kvm\0", VirtualMachineKind.Kvm)]
    [InlineData("hypervisor/compatible", "xen,xen-4.17\0xen,xen\0", VirtualMachineKind.Xen)]
    [InlineData("hypervisor/compatible", "example,visor\0", VirtualMachineKind.Other)]
    [InlineData("fw-cfg@9020000/compatible", "qemu,fw-cfg-mmio\0", VirtualMachineKind.Qemu)]
    [InlineData("compatible", "qemu,pseries\0", VirtualMachineKind.Qemu)]
    [InlineData("model", "Raspberry Pi 4\0", VirtualMachineKind.None)]
    public void ADeviceTreeNamesTheVirtualMachine(string property, string text, VirtualMachineKind expected)
    {
        _tree.Add($"sys/firmware/devicetree/base/{property}", text);
        Assert.Equal(expected, Read().VirtualMachine);
    }

    [Fact]
    public void APartitionOfIbmPower()
    {
        _tree.Add("proc/device-tree/ibm,partition-name", "lpar1\0").Add("proc/device-tree/hmc-managed?", "");
        Assert.Equal(VirtualMachineKind.PowerVM, Read().VirtualMachine);
        _tree.Add("proc/device-tree/chosen/qemu,graphic-width", "\0\0\u0004\0");
        Assert.Equal(VirtualMachineKind.None, Read().VirtualMachine);
    }

    [Theory]
    [InlineData("VM00 Control Program: z/VM    7.2.0\n", VirtualMachineKind.ZVM)]
    [InlineData("VM00 Control Program: KVM/Linux\n", VirtualMachineKind.Kvm)]
    [InlineData("LPAR Number:          4\n", VirtualMachineKind.None)]
    public void AMainframeNamesItsControlProgram(string line, VirtualMachineKind expected)
    {
        _tree.Add("proc/sysinfo", "Manufacturer:         IBM\n" + line);
        Assert.Equal(expected, Read().VirtualMachine);
    }

    [Theory]
    [InlineData("run/systemd/container", "lxc\n", ContainerKind.Lxc)]
    [InlineData("run/systemd/container", "systemd-nspawn\n", ContainerKind.SystemdNspawn)]
    [InlineData("run/systemd/container", "oci\n", ContainerKind.None)]
    [InlineData("run/systemd/container", "mkosi\n", ContainerKind.Other)]
    [InlineData("run/host/container-manager", "podman\n", ContainerKind.Podman)]
    [InlineData("run/.containerenv", "", ContainerKind.Podman)]
    [InlineData(".dockerenv", "", ContainerKind.Docker)]
    [InlineData("proc/vz/version", "", ContainerKind.OpenVZ)]
    [InlineData("proc/sys/kernel/osrelease", "5.15.153.1-microsoft-standard-WSL2\n", ContainerKind.Wsl)]
    [InlineData("proc/1/cgroup", "12:pids:/docker/{0}\n0::/docker/{0}\n", ContainerKind.Docker)]
    [InlineData("proc/1/cgroup", "0::/machine.slice/libpod-{0}.scope\n", ContainerKind.Podman)]
    [InlineData("proc/1/cgroup", "0::/lxc.payload.web/init.scope\n", ContainerKind.Lxc)]
    [InlineData("proc/1/cgroup", "0::/system.slice/docker.service\n", ContainerKind.None)]
    [InlineData("proc/1/cgroup", "0::/\n", ContainerKind.None)]
    public void AFileNamesTheContainer(string path, string text, ContainerKind expected)
    {
        string id = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));
        _tree.Add(path, text.Replace("{0}", id, StringComparison.Ordinal));
        MachineVirtualization virtualization = Read();
        Assert.Equal((expected, false), (virtualization.Container, virtualization.IsKubernetesPod));
    }

    [Fact]
    public void OpenVzIsNoContainerOutsideOfOne()
    {
        _tree.AddFolder("proc/vz").AddFolder("proc/bc");
        Assert.Equal(ContainerKind.None, Read().Container);
    }

    [Fact]
    public void TheGroupThatAContainerSeesAsTheRootIsNoRoot()
    {
        _tree.Add("sys/fs/cgroup/cgroup.events", "populated 1\n");
        Assert.Equal(ContainerKind.None, Read().Container);
        _tree.Add("sys/fs/cgroup/cgroup.type", "domain\n");
        Assert.Equal(ContainerKind.Other, Read().Container);
    }

    [Fact]
    public void TheFirstProcessHasTheVariable()
    {
        _tree.Add(
            "proc/1/stat",
            "1 (init) S 0 1 1 0 -1 4194560 1 1 1 1 1 1 1 1 20 0 1 0 5 1000 100 18446744073709551615 1 1 1 1 1 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n"
        );
        _tree.Add("proc/1/environ", "PATH=/bin\0container=lxc\0HOME=/\0");
        Assert.Equal(ContainerKind.Lxc, Read().Container);

        // An empty variable says that there is no container.
        _tree.Add("proc/1/environ", "container=\0").Add(".dockerenv", "");
        Assert.Equal(ContainerKind.None, Read().Container);
    }

    [Fact]
    public void APodOfKubernetes()
    {
        _tree.AddFolder("run/secrets/kubernetes.io/serviceaccount");
        Assert.Equal((ContainerKind.Other, true), (Read().Container, Read().IsKubernetesPod));
        string id = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));
        _tree.Add(
            "proc/1/cgroup",
            $"0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod12345678_1234_1234_1234_123456789abc.slice/cri-containerd-{id}.scope\n"
        );
        Assert.Equal((ContainerKind.Containerd, true), (Read().Container, Read().IsKubernetesPod));
    }

    [Fact]
    public void NothingIsKnownOfAnEmptyRoot()
    {
        using FixtureTree empty = new();
        using Machine machine = empty.Machine;
        Assert.Equal(default, machine.GetVirtualization());
    }

    private void AddDmi(string? vendor, string? product, string? version)
    {
        foreach (
            (string file, string? text) in (ReadOnlySpan<(string, string?)>)
                [("sys_vendor", vendor), ("product_name", product), ("product_version", version)]
        )
        {
            if (text is not null)
            {
                _tree.Add($"{Dmi}/{file}", text + "\n");
            }
        }
    }

    private MachineVirtualization Read()
    {
        using Machine machine = _tree.Machine;
        return machine.GetVirtualization();
    }
}
