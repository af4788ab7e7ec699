using System.Runtime.Versioning;
using BenchmarkDotNet.Attributes;

namespace Psutil.Benchmarks;

/// <summary>The single calls about one process, this one, and the walks over all.</summary>
[MemoryDiagnoser]
public class ProcessCalls
{
    private readonly Machine _machine = Machine.Open(new MachineOptions { AllowBpf = false });
    private readonly OSProcess _process = Machine.Local.Processes.Current;

    [Benchmark]
    public string Name() => _process.GetName();

    [Benchmark]
    public ProcessCpuTimes CpuTimes() => _process.GetCpuTimes();

    [Benchmark]
    public ProcessMemory Memory() => _process.GetMemory();

    [Benchmark]
    public ProcessMemoryFootprint MemoryFootprint() => _process.GetMemoryFootprint();

    [Benchmark]
    public IReadOnlyList<string> CommandLine() => _process.GetCommandLine();

    [Benchmark]
    [UnsupportedOSPlatform("windows")]
    public int FileDescriptorCount() => _process.GetFileDescriptorCount();

    [Benchmark]
    public IReadOnlyList<ProcessThreadInfo> Threads() => _process.GetThreads();

    [Benchmark]
    public bool IsRunning() => _process.IsRunning();

    [Benchmark]
    public ProcessSnapshot CaptureBasic() => _process.Capture(ProcessFields.Basic);

    [Benchmark]
    public ProcessSnapshot CaptureAll() => _process.Capture(ProcessFields.All);

    [Benchmark]
    public IReadOnlyList<int> Pids() => Machine.Local.Processes.GetPids();

    [Benchmark]
    public IReadOnlyList<ProcessSnapshot> CaptureBasicOfEveryProcess() => _machine.Processes.Capture(ProcessFields.Basic);
}
