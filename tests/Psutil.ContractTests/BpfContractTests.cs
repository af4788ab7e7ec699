using Psutil.ContractTests.Suite;

namespace Psutil.ContractTests;

/// <summary>What the library promises of processes, tried where a BPF program reads the table; where none may, <c>/proc</c> is read.</summary>
public class BpfProcessContractTests() : ProcessContract(LocalSubject.ByBpf)
{
    private const string OfACall = "bpf(";

    [Fact]
    public void AProgramIsLoadedOrThereIsAReasonInWords()
    {
        Processes processes = Subject.Processes;
        Assert.Contains(processes.Capture(ProcessFields.Basic), snapshot => snapshot.Pid == Environment.ProcessId);
        using ProcessMonitor monitor = processes.CreateMonitor(ProcessFields.Basic);
        monitor.Refresh();
        monitor.Refresh();
        Assert.Contains(monitor.Processes, process => process.Pid == Environment.ProcessId);
        if (processes.GetBpfRefusal() is { } refusal)
        {
            // Whoever has the rights and a kernel that describes its types must be able to load it: a verifier's refusal is a failure.
            Assert.DoesNotContain(OfACall, refusal, StringComparison.Ordinal);
            Assert.Skip(refusal);
        }
    }
}

/// <summary>A capture by several threads is a capture, where a BPF program reads the table.</summary>
public class BpfParallelCaptureTests() : ParallelCaptureContract(LocalSubject.ByBpf);
