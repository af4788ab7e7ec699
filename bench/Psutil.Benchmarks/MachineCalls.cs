using BenchmarkDotNet.Attributes;

namespace Psutil.Benchmarks;

/// <summary>The single calls about the machine.</summary>
[MemoryDiagnoser]
public class MachineCalls
{
    private static Machine Machine => Machine.Local;

    [Benchmark]
    public CpuTimes CpuTimes() => Machine.Cpu.GetTimes();

    [Benchmark]
    public IReadOnlyList<CpuCoreTimes> CpuTimesPerCpu() => Machine.Cpu.GetTimesPerCpu();

    [Benchmark]
    public LoadAverage LoadAverage() => Machine.Cpu.GetLoadAverage();

    [Benchmark]
    public VirtualMemory Memory() => Machine.Memory.GetVirtual();

    [Benchmark]
    public SwapMemory Swap() => Machine.Memory.GetSwap();

    [Benchmark]
    public IReadOnlyList<DiskPartition> Partitions() => Machine.Disks.GetPartitions();

    [Benchmark]
    public DiskUsage DiskUsage() => Machine.Disks.GetUsage("/");

    [Benchmark]
    public IReadOnlyDictionary<string, DiskIOCounters> DiskIO() => Machine.Disks.GetIOCountersPerDisk();

    [Benchmark]
    public IReadOnlyDictionary<string, NetworkIOCounters> NetworkIO() => Machine.Network.GetIOCountersPerInterface();

    [Benchmark]
    public IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> InterfaceAddresses() => Machine.Network.GetInterfaceAddresses();

    [Benchmark]
    public IReadOnlyList<NetworkConnection> Sockets() => Machine.Network.GetConnections(ConnectionKinds.Inet, owners: false);
}
