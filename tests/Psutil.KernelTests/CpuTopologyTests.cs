namespace Psutil.KernelTests;

/// <summary>Sockets, cores, threads and NUMA nodes as QEMU was asked for them, beside what the kernel says in sysfs.</summary>
public class CpuTopologyTests(KernelMachine machine) : IClassFixture<KernelMachine>
{
    private const string Nodes = "/sys/devices/system/node";

    private readonly CpuTopology _topology = Machine.Local.Cpu.GetTopology();

    [Fact]
    public void SocketsAndCoresAreThoseThatTheMachineWasMadeOf()
    {
        Assert.Equal((machine.SocketCount, machine.CoreCount), (_topology.SocketCount, _topology.CoreCount));
        Assert.Equal(machine.CpuCount / machine.CoreCount, _topology.ThreadsPerCore);
        Assert.Equal(Enumerable.Range(0, machine.CpuCount), _topology.Cpus.Select(cpu => cpu.Number));
        foreach (LogicalCpu cpu in _topology.Cpus)
        {
            string folder = $"/sys/devices/system/cpu/cpu{cpu.Number}/topology";
            Assert.Equal(KernelFiles.List($"{folder}/thread_siblings_list"), NumbersOf(other => other.CoreNumber == cpu.CoreNumber));
            Assert.Equal(KernelFiles.List($"{folder}/core_siblings_list"), NumbersOf(other => other.SocketNumber == cpu.SocketNumber));
        }
    }

    [Fact]
    public void NodesHaveTheirCpusTheirMemoryAndTheirDistances()
    {
        Assert.SkipUnless(Directory.Exists(Nodes), "This kernel knows no nodes.");
        Assert.Equal(Enumerable.Range(0, machine.NodeCount), _topology.NumaNodes!.Select(node => node.Number));
        foreach (NumaNode node in _topology.NumaNodes!)
        {
            string folder = $"{Nodes}/node{node.Number}";
            int[] cpus = KernelFiles.List($"{folder}/cpulist");
            Assert.Equal(machine.CpuCount / machine.NodeCount, cpus.Length);
            Assert.Equal(cpus, node.Cpus);
            Assert.Equal(cpus, NumbersOf(cpu => cpu.NumaNode == node.Number));
            Assert.Equal(
                File.ReadAllText($"{folder}/distance").Split(' ').Select(cost => int.Parse(cost, CultureInfo.InvariantCulture)),
                node.Distances
            );
            string line = File.ReadLines($"{folder}/meminfo").First(line => line.Contains("MemTotal:", StringComparison.Ordinal));
            long total = long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
            Assert.Equal(total, node.MemoryTotalBytes);
            Assert.InRange(node.MemoryFreeBytes!.Value, 1, total);
        }

        Assert.Equal(KernelFiles.Bytes("/proc/meminfo", "MemTotal"), _topology.NumaNodes!.Sum(node => node.MemoryTotalBytes));
    }

    private IEnumerable<int> NumbersOf(Func<LogicalCpu, bool> belongs) => _topology.Cpus.Where(belongs).Select(cpu => cpu.Number);
}
