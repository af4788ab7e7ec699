using Psutil.ContractTests.Children;
using Psutil.ContractTests.Suite;
using Psutil.Platforms.Linux;

namespace Psutil.ContractTests;

/// <summary>What the library promises of processes, tried where a BPF program reads the table; where none may, <c>/proc</c> is read.</summary>
public class BpfProcessContractTests() : ProcessContract(LocalSubject.ByBpf)
{
    private const string OfACall = "bpf(";
    private const string NotPermitted = "EPERM";

    private const int Rounds = 20;

    private const ProcessFields Compared =
        ProcessFields.Name
        | ProcessFields.ParentPid
        | ProcessFields.Status
        | ProcessFields.CreateTime
        | ProcessFields.CpuTimes
        | ProcessFields.Memory
        | ProcessFields.ThreadCount
        | ProcessFields.Nice
        | ProcessFields.PageFaults
        | ProcessFields.Terminal;

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
            // A verifier's refusal is a failure. EPERM is not one: a security module, or a limit of locked memory before Linux 5.11.
            bool isOfVerifier =
                refusal.Contains(OfACall, StringComparison.Ordinal) && !refusal.Contains(NotPermitted, StringComparison.Ordinal);
            Assert.False(isOfVerifier, refusal);
            Assert.Skip(refusal);
        }

        Assert.Null(((LinuxProcesses)processes).Table.SocketsRefusal);
    }

    [Fact]
    public void WhatHasNotChangedIsTheSameByBoth()
    {
        Assert.NotEmpty(Subject.Processes.Capture(Compared));
        Assert.SkipWhen(Subject.Processes.GetBpfRefusal() is not null, Subject.Processes.GetBpfRefusal() ?? "");
        using TestChild child = TestChild.Start("wait");
        using Machine plain = Machine.Open(new MachineOptions { AllowBpf = false });
        HashSet<ProcessIdentity>? different = null;
        int compared = 0;
        for (int round = 0; round < Rounds && different is not { Count: 0 }; round++)
        {
            Dictionary<ProcessIdentity, string> before = Describe(plain.Processes);
            Dictionary<ProcessIdentity, string> byBpf = Describe(Subject.Processes);
            Dictionary<ProcessIdentity, string> after = Describe(plain.Processes);
            HashSet<ProcessIdentity> now = [];
            foreach ((ProcessIdentity identity, string description) in before)
            {
                if (after.GetValueOrDefault(identity) == description)
                {
                    compared++;
                    if (byBpf.GetValueOrDefault(identity) != description)
                    {
                        now.Add(identity);
                    }
                }
            }

            // One that was different for a moment was something else for that moment.
            different = [.. now.Where(identity => different?.Contains(identity) != false)];
        }

        Assert.NotEqual(0, compared);
        Assert.Empty(different!);
    }

    [Fact]
    public void TheHoldersOfAFileAreTheSameByBoth()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux finds the holders of files.");
        string[] paths = [TestChild.ProgramPath, Environment.CurrentDirectory, "/", "/dev/null"];
        Assert.All(paths, path => Assert.NotNull(Subject.Processes.FindFileHolders(path)));
        Assert.SkipWhen(Subject.Processes.GetBpfRefusal() is not null, Subject.Processes.GetBpfRefusal() ?? "");
        if (((LinuxProcesses)Subject.Processes).Table.FilesRefusal is { } refusal)
        {
            // Of the verifier, or of the kernel's types: before Linux 6.2, it does not iterate over mapped regions safely.
            Assert.DoesNotContain(OfACall, refusal, StringComparison.Ordinal);
            Assert.Skip(refusal);
        }

        using TestChild child = TestChild.Start("wait");
        OSProcess process = child.Process;
        foreach (string path in paths)
        {
            FileHolder? plain = process.FindFileUse(path, Timeout.InfiniteTimeSpan);
            FileHolder? found = Subject
                .Processes.FindFileHolders(path, Timeout.InfiniteTimeSpan)
                .Holders.SingleOrDefault(holder => holder.Process.Identity == process.Identity);
            Assert.Equal((plain?.Use, Join(plain)), (found?.Use, Join(found)));
        }

        static string? Join(FileHolder? holder) => holder is null ? null : string.Join(' ', holder.FileDescriptors);
    }

    private static Dictionary<ProcessIdentity, string> Describe(Processes processes) =>
        processes
            .Capture(Compared)
            .ToDictionary(
                snapshot => snapshot.Identity,
                snapshot =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{snapshot.Name} {snapshot.ParentPid} {snapshot.Status} {snapshot.CreateTime:O} {snapshot.CpuTimes} {snapshot.Memory} "
                            + $"{snapshot.ThreadCount} {snapshot.Nice} {snapshot.PageFaults} {snapshot.Terminal} {string.Join(',', snapshot.Unavailable)}"
                    )
            );
}

/// <summary>A capture by several threads is a capture, where a BPF program reads the table.</summary>
public class BpfParallelCaptureTests() : ParallelCaptureContract(LocalSubject.ByBpf);

/// <summary>What the library promises of the network, where a BPF program finds the holders of sockets.</summary>
public class BpfNetworkContractTests() : NetworkContract(LocalSubject.ByBpf);
