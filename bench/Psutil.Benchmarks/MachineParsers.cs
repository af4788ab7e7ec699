using BenchmarkDotNet.Attributes;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Benchmarks;

/// <summary>The parsers of the machine's files, on the bytes that they hold on this machine.</summary>
[MemoryDiagnoser]
public class MachineParsers
{
    private const int TicksPerSecond = 100;

    private byte[] _stat = [];
    private byte[] _memory = [];
    private byte[] _disks = [];
    private byte[] _interfaces = [];
    private byte[] _mounts = [];
    private byte[] _sockets = [];

    [GlobalSetup]
    public void ReadFiles()
    {
        _stat = File.ReadAllBytes("/proc/stat");
        _memory = File.ReadAllBytes("/proc/meminfo");
        _disks = File.ReadAllBytes("/proc/diskstats");
        _interfaces = File.ReadAllBytes("/proc/net/dev");
        _mounts = File.ReadAllBytes("/proc/self/mountinfo");
        _sockets = File.ReadAllBytes("/proc/net/tcp");
    }

    [Benchmark]
    public CpuTimes CpuTimes() =>
        ProcStat.TryParseTimes(_stat, TicksPerSecond, out CpuTimes times, out _) ? times : throw new InvalidDataException();

    [Benchmark]
    public bool Meminfo()
    {
        ProcMeminfo.Parse(_memory, out string? malformed);
        return malformed is null;
    }

    [Benchmark]
    public int Diskstats()
    {
        int count = 0;
        for (LineCursor lines = new(_disks, 0); lines.MoveNext(); )
        {
            count += ProcDiskstats.TryParseLine(lines.Current, out _, out _) ? 1 : 0;
        }

        return count;
    }

    [Benchmark]
    public int InterfaceCounters()
    {
        Span<long> counters = stackalloc long[ProcNetDev.CounterCount];
        int count = 0;
        for (LineCursor lines = new(_interfaces, ProcNetDev.HeaderLines); lines.MoveNext(); )
        {
            count += ProcNetDev.TryParse(lines.Current, counters, out _, out _) ? 1 : 0;
        }

        return count;
    }

    [Benchmark]
    public int Mounts()
    {
        int count = 0;
        for (LineCursor lines = new(_mounts, 0); lines.MoveNext(); )
        {
            count += ProcMountinfo.TryParse(lines.Current, out _, out _) ? 1 : 0;
        }

        return count;
    }

    [Benchmark]
    public int Sockets()
    {
        int count = 0;
        for (LineCursor lines = new(_sockets, 1); lines.MoveNext(); )
        {
            count += ProcNetTcp.TryParse(lines.Current, BitConverter.IsLittleEndian, out _, out _) ? 1 : 0;
        }

        return count;
    }
}
