using System.Runtime.InteropServices;

namespace Psutil.Tests.Linux;

/// <summary>The topology of machines whose <c>/sys</c> and <c>/proc/cpuinfo</c> are laid out as those of real ones.</summary>
public sealed class TopologyFixtureTests : IDisposable
{
    private readonly FixtureTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void TwoSocketsWithHyperthreads()
    {
        // Intel numbers the first threads of all cores first. The IDs of the packages and cores are those of the firmware.
        _tree.AddCpus("0-7").Add("proc/sys/kernel/arch", "x86_64\n");
        _tree.Add("proc/cpuinfo", CpuTree.X86Info(Enumerable.Range(0, 8), "Intel(R) Xeon(R) Gold 6430", "GenuineIntel"));
        for (int cpu = 0; cpu < 8; cpu++)
        {
            string core = $"{cpu % 4},{cpu % 4 + 4}";
            string package = cpu % 4 < 2 ? "0-1,4-5" : "2-3,6-7";
            _tree.AddTopology(cpu, core, package, package);
            _tree.AddCache(cpu, 0, 1, "Data", "48K", core).AddCache(cpu, 1, 1, "Instruction", "32K", core);
            _tree.AddCache(cpu, 2, 2, "Unified", "2048K", core).AddCache(cpu, 3, 3, "Unified", "61440K", package);
            _tree.AddPolicy(cpu, $"{cpu}", 800_000, 3_400_000, "powersave", "intel_pstate");
            _tree.Add($"{CpuTree.Cpus}/cpufreq/policy{cpu}/base_frequency", "2100000\n");
        }

        _tree.AddNode(0, "0-1,4-5", 131_072_000, 1000, "10 21").AddNode(1, "2-3,6-7", 132_000_000, 2000, "21 10");
        CpuTopology topology = Read();
        Assert.Equal(
            ("Intel(R) Xeon(R) Gold 6430", "GenuineIntel", Architecture.X64),
            (topology.ModelName, topology.Vendor, topology.Architecture)
        );
        Assert.Equal((2, 2, 4, 2), (topology.SocketCount, topology.DieCount, topology.CoreCount, topology.ThreadsPerCore));
        Assert.Equal([0, 1, 2, 3, 0, 1, 2, 3], topology.Cpus.Select(cpu => cpu.CoreNumber!.Value));
        Assert.Equal([0, 0, 1, 1, 0, 0, 1, 1], topology.Cpus.Select(cpu => cpu.SocketNumber!.Value));
        Assert.Equal([0, 0, 1, 1, 0, 0, 1, 1], topology.Cpus.Select(cpu => cpu.NumaNode!.Value));
        Assert.All(topology.Cpus, cpu => Assert.Equal(CpuCoreKind.Unknown, cpu.Kind));
        LogicalCpu last = topology.Cpus[7];
        Assert.Equal(
            (800.0, 3400.0, 2100.0, "powersave", "intel_pstate"),
            (last.MinimumMegahertz, last.MaximumMegahertz, last.BaseMegahertz, last.Governor, last.FrequencyDriver)
        );
        Assert.Equal([4, 4, 4, 2], topology.Caches!.GroupBy(cache => (cache.Level, cache.Kind)).Select(group => group.Count()));
        CpuCache third = topology.Caches![^1];
        Assert.Equal(
            (3, CpuCacheKind.Unified, 61440 * 1024, 64, 8),
            (third.Level, third.Kind, third.SizeBytes, third.LineSizeBytes, third.WayCount)
        );
        Assert.Equal([2, 3, 6, 7], third.Cpus);
        Assert.Equal([10, 21], topology.NumaNodes![0].Distances);
        Assert.Equal((131_072_000L * 1024, 1000 * 1024), (topology.NumaNodes[0].MemoryTotalBytes, topology.NumaNodes[0].MemoryFreeBytes));
    }

    [Fact]
    public void AHybridIntelProcessor()
    {
        // Two performance cores with two threads each, then four efficiency cores that share a second-level cache.
        _tree.AddCpus("0-7").Add("sys/devices/cpu_core/cpus", "0-3\n").Add("sys/devices/cpu_atom/cpus", "4-7\n");
        _tree.Add("proc/cpuinfo", CpuTree.X86Info(Enumerable.Range(0, 8), "12th Gen Intel(R) Core(TM) i5-1240P", "GenuineIntel"));
        for (int cpu = 0; cpu < 8; cpu++)
        {
            string core = cpu < 4 ? $"{cpu / 2 * 2}-{cpu / 2 * 2 + 1}" : $"{cpu}";
            _tree.AddTopology(cpu, core, "0-7", "0-7").AddCache(cpu, 0, 1, "Data", cpu < 4 ? "48K" : "32K", core);
            _tree.AddCache(cpu, 1, 2, "Unified", cpu < 4 ? "1280K" : "2048K", cpu < 4 ? core : "4-7");
        }

        CpuTopology topology = Read();
        Assert.Equal((1, 6), (topology.SocketCount, topology.CoreCount));
        Assert.Null(topology.ThreadsPerCore);
        Assert.Equal(4, topology.Cpus.Count(cpu => cpu.Kind == CpuCoreKind.Performance));
        Assert.Equal([4, 5, 6, 7], topology.Cpus.Where(cpu => cpu.Kind == CpuCoreKind.Efficiency).Select(cpu => cpu.Number));
        Assert.Equal([4, 5, 6, 7], topology.Caches![^1].Cpus);
    }

    [Fact]
    public void AnArmProcessorWithThreeKindsOfCores()
    {
        _tree.AddCpus("0-7").Add("proc/sys/kernel/arch", "aarch64\n");
        _tree.Add(
            "proc/cpuinfo",
            CpuTree.ArmInfo(
                Enumerable
                    .Range(0, 8)
                    .Select(cpu =>
                        (
                            cpu,
                            0x41,
                            cpu < 4 ? 0xd05
                            : cpu < 6 ? 0xd41
                            : 0xd44
                        )
                    )
            )
        );
        for (int cpu = 0; cpu < 8; cpu++)
        {
            _tree
                .AddTopology(cpu, $"{cpu}", "0-7")
                .Add($"{CpuTree.Cpus}/cpu{cpu}/cpu_capacity", $"{(cpu < 4 ? 250 : cpu < 6 ? 614 : 1024)}\n");
        }

        _tree
            .AddPolicy(0, "0 1 2 3", 300_000, 1_803_000, "schedutil", "cpufreq-dt")
            .AddPolicy(4, "4 5", 400_000, 2_253_000, "schedutil", "cpufreq-dt");
        CpuTopology topology = Read();
        Assert.Equal(("Cortex-X1", "ARM", Architecture.Arm64), (topology.ModelName, topology.Vendor, topology.Architecture));
        Assert.Equal((1, 8), (topology.SocketCount, topology.CoreCount));
        Assert.Null(topology.DieCount);
        Assert.Null(topology.Caches);
        Assert.Null(topology.NumaNodes);
        Assert.Equal(["Cortex-A55", "Cortex-A78", "Cortex-X1"], topology.Cpus.Select(cpu => cpu.ModelName!).Distinct());
        Assert.Equal([250, 614, 1024], topology.Cpus.Select(cpu => cpu.Capacity!.Value).Distinct());
        Assert.Equal([0, 1, 2, 3], topology.Cpus.Where(cpu => cpu.Kind == CpuCoreKind.Efficiency).Select(cpu => cpu.Number));
        Assert.Equal(4, topology.Cpus.Count(cpu => cpu.Kind == CpuCoreKind.Performance));
        Assert.Equal(
            (1803.0, 2253.0, null),
            (topology.Cpus[3].MaximumMegahertz, topology.Cpus[5].MaximumMegahertz, topology.Cpus[7].MaximumMegahertz)
        );
    }

    [Fact]
    public void CoresThatDifferALittleAreOfOneKind()
    {
        _tree.AddCpus("0-3");
        for (int cpu = 0; cpu < 4; cpu++)
        {
            _tree.Add($"{CpuTree.Cpus}/cpu{cpu}/cpu_capacity", $"{1024 - cpu * 20}\n");
        }

        Assert.All(Read().Cpus, cpu => Assert.Equal(CpuCoreKind.Unknown, cpu.Kind));
    }

    [Fact]
    public void AnAmdProcessorWithSeveralThirdLevelCaches()
    {
        _tree
            .AddCpus("0-15")
            .Add("proc/cpuinfo", CpuTree.X86Info(Enumerable.Range(0, 16), "AMD EPYC 9124 16-Core Processor", "AuthenticAMD"));
        for (int cpu = 0; cpu < 16; cpu++)
        {
            string complex = $"{cpu / 4 * 4}-{cpu / 4 * 4 + 3}";
            _tree.AddTopology(cpu, $"{cpu}", "0-15", "0-15").AddCache(cpu, 0, 3, "Unified", "16384K", complex);
            _tree.Add($"{CpuTree.Cpus}/cpu{cpu}/acpi_cppc/nominal_freq", "3000\n");
        }

        CpuTopology topology = Read();
        Assert.Equal((1, 1, 16, 1), (topology.SocketCount, topology.DieCount, topology.CoreCount, topology.ThreadsPerCore));
        Assert.Equal(["0,1,2,3", "4,5,6,7", "8,9,10,11", "12,13,14,15"], topology.Caches!.Select(cache => string.Join(',', cache.Cpus!)));
        Assert.All(topology.Cpus, cpu => Assert.Equal(3000, cpu.BaseMegahertz));
    }

    [Fact]
    public void CpusThatAreOfflineAreListedWithoutTopology()
    {
        _tree.AddCpus("0,2", present: "0-3");
        _tree.Add("proc/cpuinfo", CpuTree.X86Info([0, 2], "AMD Ryzen 5", "AuthenticAMD"));
        _tree.AddTopology(0, "0", "0,2").AddTopology(2, "2", "0,2");
        _tree.AddPolicy(0, "0-3", 400_000, 4_000_000, "powersave", "amd-pstate-epp");
        CpuTopology topology = Read();
        Assert.Equal([true, false, true, false], topology.Cpus.Select(cpu => cpu.IsOnline!.Value));
        Assert.Equal((1, 2, 1), (topology.SocketCount, topology.CoreCount, topology.ThreadsPerCore));
        Assert.Equal([0, null, 1, null], topology.Cpus.Select(cpu => cpu.CoreNumber));
        Assert.Equal(
            [null, 4000.0],
            topology.Cpus.Where(cpu => cpu.IsOnline == false).Select(cpu => cpu.Number == 1 ? null : cpu.MaximumMegahertz)
        );
        Assert.Equal(["AMD Ryzen 5", null, "AMD Ryzen 5", null], topology.Cpus.Select(cpu => cpu.ModelName));
    }

    [Fact]
    public void ANodeCanBeWithoutMemoryOrWithoutCpus()
    {
        _tree
            .AddCpus("0-1")
            .AddNode(0, "0-1", 0, 0, "10 17 28")
            .AddNode(2, "", 16_384, 16_000, "17 10 28")
            .AddNode(9, "", 4096, 4000, "28 28");
        IReadOnlyList<NumaNode> nodes = Read().NumaNodes!;
        Assert.Equal([0, 2, 9], nodes.Select(node => node.Number));
        Assert.Equal((0, "0,1"), (nodes[0].MemoryTotalBytes, string.Join(',', nodes[0].Cpus!)));
        Assert.Empty(nodes[1].Cpus!);
        Assert.Equal([17, 10, 28], nodes[1].Distances);
        Assert.Null(nodes[2].Distances);
    }

    [Fact]
    public void AMainframeHasNumbersInsteadOfNames()
    {
        _tree.AddCpus("0-1").Add("proc/sys/kernel/arch", "s390x\n");
        _tree.Add(
            "proc/cpuinfo",
            "vendor_id       : IBM/S390\n# processors    : 2\nbogomips per cpu: 3241.00\nfeatures\t: esan3 zarch stfle\nfacilities      : 0 1 2\n"
                + "cache0          : level=1 type=Data scope=Private size=128K line_size=256 associativity=8\n"
                + "processor 0: version = FF,  identification = 0133E8,  machine = 8561\nprocessor 1: version = FF,  identification = 0133E8,  machine = 8561\n\n"
                + "cpu number      : 0\ncpu MHz dynamic : 5200\ncpu MHz static  : 5200\n"
        );
        CpuTopology topology = Read();
        Assert.Equal((null, "IBM/S390", Architecture.S390x), (topology.ModelName, topology.Vendor, topology.Architecture));
        Assert.Equal(2, topology.Cpus.Count);
        Assert.Null(topology.CoreCount);
    }

    [Theory]
    [InlineData(
        "processor\t: 0\ncpu\t\t: POWER9 (architected), altivec supported\nclock\t\t: 2500.000000MHz\nrevision\t: 2.2\n\nplatform\t: pSeries\nmachine\t\t: CHRP IBM pSeries\n",
        "POWER9 (architected), altivec supported",
        null
    )]
    [InlineData("processor\t: 0\nhart\t\t: 1\nisa\t\t: rv64imafdc\nmmu\t\t: sv39\nuarch\t\t: sifive,u74-mc\n", "sifive,u74-mc", null)]
    [InlineData(
        "system type\t\t: generic-loongson-machine\n\nprocessor\t\t: 0\npackage\t\t\t: 0\nModel Name\t\t: Loongson-3A5000\n",
        "Loongson-3A5000",
        null
    )]
    [InlineData("system type\t\t: MediaTek MT7621\nprocessor\t\t: 0\ncpu model\t\t: MIPS 1004Kc V2.15\n", "MIPS 1004Kc V2.15", null)]
    [InlineData(
        "processor\t: 0\nmodel name\t: ARMv7 Processor rev 4 (v7l)\nCPU implementer\t: 0x41\nCPU part\t: 0xc07\nHardware\t: BCM2835\n",
        "Cortex-A7",
        "ARM"
    )]
    [InlineData(
        "processor\t: 0\nmodel name\t: ARMv7 Processor rev 4 (v7l)\nCPU implementer\t: 0x41\nCPU part\t: 0xfff\n",
        "ARMv7 Processor rev 4 (v7l)",
        "ARM"
    )]
    [InlineData(
        "Processor\t: ARMv7 Processor rev 10 (v7l)\nprocessor\t: 0\nBogoMIPS\t: 790.52\n\nCPU implementer\t: 0x41\nCPU part\t: 0xc09\n",
        "Cortex-A9",
        "ARM"
    )]
    [InlineData("processor\t: 0\nvendor_id\t: \nmodel name\t: \n", null, null)]
    [InlineData("", null, null)]
    public void EachArchitectureHasItsOwnName(string cpuinfo, string? model, string? vendor)
    {
        _tree.AddCpus("0").Add("proc/cpuinfo", cpuinfo);
        CpuTopology topology = Read();
        Assert.Equal((model, vendor), (topology.ModelName, topology.Vendor));
        Assert.Equal(model, topology.Cpus[0].ModelName);
        Assert.Null(topology.Architecture);
    }

    [Fact]
    public void WithoutSysfsCpuinfoHasTheSocketsAndCores()
    {
        _tree.Add(
            "proc/cpuinfo",
            string.Concat(
                Enumerable
                    .Range(0, 4)
                    .Select(cpu =>
                        $"processor\t: {cpu}\nmodel name\t: X\nphysical id\t: {cpu / 2 * 3}\ncore id\t\t: {cpu % 2 * 5}\ncpu cores\t: 2\n\n"
                    )
            )
        );
        CpuTopology topology = Read();
        Assert.Equal((2, 4, 1), (topology.SocketCount, topology.CoreCount, topology.ThreadsPerCore));
        Assert.Equal([0, 0, 1, 1], topology.Cpus.Select(cpu => cpu.SocketNumber!.Value));
        Assert.All(topology.Cpus, cpu => Assert.True(cpu.IsOnline));
    }

    [Fact]
    public void WithoutAnyOtherSourceTheCpusAreThoseOfProcStat()
    {
        _tree.Add("proc/stat", "cpu  4 0 4 4 0 0 0 0 0 0\ncpu0 2 0 2 2 0 0 0 0 0 0\ncpu7 2 0 2 2 0 0 0 0 0 0\nintr 5\n");
        Assert.Equal([0, 7], Read().Cpus.Select(cpu => cpu.Number));
    }

    [Fact]
    public void OldKernelsHaveOtherNames()
    {
        // Before Linux 5.3 and 4.2.
        _tree.AddCpus("0-1");
        for (int cpu = 0; cpu < 2; cpu++)
        {
            _tree.Add($"{CpuTree.Cpus}/cpu{cpu}/topology/thread_siblings_list", "0-1\n");
            _tree.Add($"{CpuTree.Cpus}/cpu{cpu}/topology/core_siblings_list", "0-1\n");
            _tree.Add($"{CpuTree.Cpus}/cpu{cpu}/cpufreq/cpuinfo_max_freq", "1500000\n");
            _tree.Add($"{CpuTree.Cpus}/cpu{cpu}/cpufreq/scaling_governor", "<unknown>\n");
        }

        CpuTopology topology = Read();
        Assert.Equal((1, 1, 2), (topology.SocketCount, topology.CoreCount, topology.ThreadsPerCore));
        Assert.All(topology.Cpus, cpu => Assert.Equal((1500.0, null), (cpu.MaximumMegahertz, cpu.Governor)));
    }

    [Fact]
    public void HostileTreesHarmNobody()
    {
        _tree.AddCpus("0-63");
        for (int cpu = 0; cpu < 64; cpu++)
        {
            // Each claims all CPUs there can be, for each group and cache.
            _tree.AddTopology(cpu, "0-65535", cpu % 2 == 0 ? "0-65535,0-65535" : "x", "9-1");
            _tree.AddCache(cpu, 0, 1, "Data", "-5K", "0-65535").AddCache(cpu, 1, 7, "Weird", "99999999999999999999K", "");
            _tree.AddCache(cpu, 2, 99, "Data", "1K", $"{cpu}").AddCache(cpu, 3, 2, "Data", "1K", $"{cpu}");
            _tree.Add($"{CpuTree.Cpus}/cpu{cpu}/cpu_capacity", cpu % 2 == 0 ? "-1" : "4000000000");
        }

        _tree.Add(
            "proc/cpuinfo",
            "processor\t: 0\nmodel name\t: "
                + new string('x', 100_000)
                + "\nflags\t\t: "
                + new string('y', 100_000)
                + "\nCPU part\t: 0xfffffffffffffffffff\n"
        );
        _tree
            .Add($"{CpuTree.Cpus}/cpufreq/policy0/related_cpus", "0-65535\n")
            .Add($"{CpuTree.Cpus}/cpufreq/policy0/cpuinfo_max_freq", "-3\n");
        _tree.AddLink($"{CpuTree.Cpus}/cpufreq/policy1", ".").AddFolder($"{CpuTree.Cpus}/cpufreq/policy2/related_cpus");
        _tree
            .AddNode(0, "0-65535", long.MaxValue, -1, string.Join(' ', Enumerable.Repeat("10", 5000)))
            .AddFolder($"{CpuTree.Nodes}/node99999999999");
        _tree.AddFolder($"{CpuTree.Nodes}/node-1").AddLink($"{CpuTree.Nodes}/node7", "node7");
        CpuTopology topology = Read();
        Assert.Equal(64, topology.Cpus.Count);
        Assert.Equal(1, topology.CoreCount);
        Assert.Null(topology.ModelName);
        Assert.All(topology.Cpus, cpu => Assert.Equal((null, null), (cpu.Capacity, cpu.MaximumMegahertz)));
        NumaNode node = topology.NumaNodes![0];
        Assert.Equal((null, null, null), (node.MemoryTotalBytes, node.MemoryFreeBytes, node.Distances));

        // Every CPU is in one first-level cache and at most one other of a level.
        Assert.Single(topology.Caches!, cache => cache.Level == 1);
        Assert.All(topology.Caches!.Where(cache => cache.Level != 1), cache =>
            Assert.Equal((7, CpuCacheKind.Unknown, null), (cache.Level, cache.Kind, cache.SizeBytes))
        );
    }

    [Fact]
    public void AFakeCpuOrAnotherSystemHasTheCpusAlone()
    {
        FakeMachine machine = new();
        machine.Cpu.PhysicalCount = 2;
        machine.Cpu.TimesPerCpu.Add(new CpuCoreTimes { Number = 3, Times = default });
        CpuTopology topology = machine.Cpu.GetTopology();
        Assert.Equal((2, 3, true), (topology.CoreCount, Assert.Single(topology.Cpus).Number, topology.Cpus[0].IsOnline));
        Assert.Null(topology.Caches);
        machine.Cpu.Topology = new CpuTopology { Cpus = [] };
        Assert.Same(machine.Cpu.Topology, machine.Cpu.GetTopology());
    }

    private CpuTopology Read()
    {
        using Machine machine = _tree.Machine;
        return machine.Cpu.GetTopology();
    }
}
