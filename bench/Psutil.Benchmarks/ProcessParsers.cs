using BenchmarkDotNet.Attributes;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Benchmarks;

/// <summary>The parsers of a process's files, on the bytes that this process's own files hold.</summary>
[MemoryDiagnoser]
public class ProcessParsers
{
    private byte[] _stat = [];
    private byte[] _statm = [];
    private byte[] _status = [];
    private byte[] _commandLine = [];
    private byte[] _rollup = [];
    private byte[] _maps = [];

    [GlobalSetup]
    public void ReadFiles()
    {
        _stat = File.ReadAllBytes("/proc/self/stat");
        _statm = File.ReadAllBytes("/proc/self/statm");
        _status = File.ReadAllBytes("/proc/self/status");
        _commandLine = File.ReadAllBytes("/proc/self/cmdline");
        _rollup = File.ReadAllBytes("/proc/self/smaps_rollup");
        _maps = File.ReadAllBytes("/proc/self/smaps");
    }

    [Benchmark]
    public long Stat() => ProcPidStat.TryParse(_stat, out ProcPidStat stat, out _) ? stat.StartTicks : throw new InvalidDataException();

    [Benchmark]
    public long Statm() => ProcPidStatm.TryParse(_statm, out ProcPidStatm statm, out _) ? statm.Resident : throw new InvalidDataException();

    [Benchmark]
    public uint Status() =>
        ProcPidStatus.TryParse(_status, out ProcPidStatus status, out _) ? status.UserIds!.Value.Real : throw new InvalidDataException();

    [Benchmark]
    public IReadOnlyList<string> CommandLine() => ProcPidCmdline.Parse(_commandLine);

    [Benchmark]
    public long Footprint() =>
        ProcPidSmaps.TryParseFootprint(_rollup, out ProcessMemoryFootprint footprint, out _)
            ? footprint.Uss
            : throw new InvalidDataException();

    [Benchmark]
    public int Maps() =>
        ProcPidSmaps.TryParseMaps(_maps, out List<ProcessMemoryMap> maps, out _) ? maps.Count : throw new InvalidDataException();
}
