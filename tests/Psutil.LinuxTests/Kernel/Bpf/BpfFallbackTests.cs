using Psutil.LinuxTests.Control;
using Psutil.LinuxTests.Oracle;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;
using Psutil.Platforms.Unix;
using static Psutil.Platforms.Linux.Interop.BpfRegister;

namespace Psutil.LinuxTests.Kernel;

/// <summary>Where BPF cannot be had, that is said in words; nothing is left behind; and nothing is left behind where it can.</summary>
[Collection(Alone.Name)]
public class BpfFallbackTests
{
    private const string InsideVariable = "PSUTIL_TEST_BPF_INSIDE";

    // Nobody, with CAP_BPF and CAP_PERFMON alone.
    private const string WithTwoCapabilities =
        "setpriv --reuid 65534 --regid 65534 --clear-groups --bounding-set -all,+bpf,+perfmon --inh-caps -all,+bpf,+perfmon"
        + " --ambient-caps -all,+bpf,+perfmon";

    [Fact]
    public void WithoutRightsItIsRefused()
    {
        if (!OwnProcess.IsThis(GetType(), nameof(WithoutRightsItIsRefused)))
        {
            return;
        }

        TableUnderTest.Open().Dispose();
        RestrictedThread.RunAsNobody(() => Assert.Contains("CAP_BPF", Refusal(), StringComparison.Ordinal));
    }

    [Fact]
    public void UnderASeccompFilterItIsRefusedBeforeTheCallIsMade()
    {
        if (!OwnProcess.IsThis(GetType(), nameof(UnderASeccompFilterItIsRefusedBeforeTheCallIsMade)))
        {
            return;
        }

        TableUnderTest.Open().Dispose();
        int number = Libc.BpfSystemCall!.Value;
        RestrictedThread.RunWithout([new RestrictedThread.Refusal(number, Error: 1)], () =>
            Assert.Contains("seccomp", Refusal(), StringComparison.Ordinal)
        );
    }

    [Fact]
    public void ACallThatIsRefusedIsNamed()
    {
        if (!OwnProcess.IsThis(GetType(), nameof(ACallThatIsRefusedIsNamed)))
        {
            return;
        }

        int function = FindFunction();
        BpfAssembler code = new();
        code.Return(0);
        BpfInstruction[] program = code.Build();
        RestrictedThread.RunWithout([new RestrictedThread.Refusal(Libc.BpfSystemCall!.Value, Error: 1)], () =>
        {
            Assert.False(BpfIterator.TryLoad("psutil_test"u8, function, program, out _, out BpfRefusal? refusal));
            Assert.StartsWith("bpf(BPF_PROG_LOAD): EPERM", refusal.ToString(), StringComparison.Ordinal);
            Assert.Null(refusal.Log);
        });
    }

    [Fact]
    public void AProgramThatTheVerifierRefusesComesWithItsLog()
    {
        BpfAssembler code = new();
        code.Load(R0, R2, 0, 8);
        code.Return(0);
        Assert.False(BpfIterator.TryLoad("psutil_test"u8, FindFunction(), code.Build(), out _, out BpfRefusal? refusal));
        Assert.Contains("R2 !read_ok", refusal.Log, StringComparison.Ordinal);
        Assert.Contains("R2 !read_ok", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherMachinesFilesAreNotMistakenForThisOnes() =>
        Assert.Contains("another machine", Refusal(new MachineOptions { ProcPath = "/proc/." }), StringComparison.Ordinal);

    [Fact]
    public void WithoutTypeInformationItIsRefused()
    {
        if (Environment.GetEnvironmentVariable(InsideVariable) == "no types")
        {
            string refusal = Refusal();
            Assert.True(refusal.Contains("BTF", StringComparison.Ordinal), refusal);
            return;
        }

        RunInside(
            "no types",
            nameof(WithoutTypeInformationItIsRefused),
            ["unshare", "--mount"],
            "mount --bind /dev/null /sys/kernel/btf/vmlinux"
        );
    }

    [Fact]
    public void OfALockedDownKernelItIsRefused()
    {
        if (Environment.GetEnvironmentVariable(InsideVariable) == "lockdown")
        {
            Assert.Contains("locked down", Refusal(), StringComparison.Ordinal);
            using Machine machine = Machine.Open(new MachineOptions { AllowBpf = true, LeastProcessesForBpf = 0 });
            Assert.Contains("locked down", machine.Processes.GetBpfRefusal(), StringComparison.Ordinal);
            Assert.Contains(machine.Processes.Capture(ProcessFields.Basic), snapshot => snapshot.Pid == Environment.ProcessId);
            return;
        }

        RunInside(
            "lockdown",
            nameof(OfALockedDownKernelItIsRefused),
            ["unshare", "--mount"],
            "mount -t tmpfs tmpfs /sys/kernel/security && echo 'none integrity [confidentiality]' >/sys/kernel/security/lockdown"
        );
    }

    [Fact]
    public void WhereProcHidesProcessesTheFilesAreRead()
    {
        if (Environment.GetEnvironmentVariable(InsideVariable) == "hidden")
        {
            using Machine machine = Machine.Open(new MachineOptions { AllowBpf = true, LeastProcessesForBpf = 0 });
            string? refusal = machine.Processes.GetBpfRefusal();
            Assert.Contains("hides", refusal, StringComparison.Ordinal);
            Assert.DoesNotContain(machine.Processes.Capture(ProcessFields.Basic), snapshot => snapshot.Pid == 1);
            Assert.Equal(refusal, machine.Processes.GetBpfRefusal());
            return;
        }

        RunInside(
            "hidden",
            nameof(WhereProcHidesProcessesTheFilesAreRead),
            ["unshare", "--mount"],
            "mount -t proc -o hidepid=2 proc /proc",
            WithTwoCapabilities
        );
    }

    [Fact]
    public void TheTwoCapabilitiesAreEnough()
    {
        if (Environment.GetEnvironmentVariable(InsideVariable) == "capabilities")
        {
            using TableUnderTest table = TableUnderTest.Open();
            using Child child = new();
            Child.Until(() => child.Handle.GetStatus() == ProcessStatus.Sleeping, "the child to sleep");
            table.AssertAgrees(child.Pid);
            Assert.True(table.Find(1) is not null || table.Unseen.Contains(1));

            // But /proc shows no other user's descriptors to this one.
            using Machine machine = Machine.Open(new MachineOptions { AllowBpf = true, LeastProcessesForBpf = 0 });
            using SocketOwners owners = new();
            Assert.False(((LinuxProcesses)machine.Processes).Table.TryScanSockets(1, owners));
            Assert.Equal(0, owners.Count);
            return;
        }

        RunInside("capabilities", nameof(TheTwoCapabilitiesAreEnough), ["unshare", "--mount"], "true", WithTwoCapabilities);
    }

    [Fact]
    public void InAnotherPidNamespaceItSpeaksOfThatOne()
    {
        if (Environment.GetEnvironmentVariable(InsideVariable) == "PIDs")
        {
            using TableUnderTest table = TableUnderTest.Open();
            using Child child = new();
            Child.Until(() => child.Handle.GetStatus() == ProcessStatus.Sleeping, "the child to sleep");
            table.AssertAgrees(child.Pid);
            Assert.Equal(Environment.ProcessId, table.Find(child.Pid)!.Value.ParentPid);
            BpfProcessRecord first = table.Read()[0];
            Assert.Equal((1, 0), (first.Pid, first.ParentPid));
            Assert.True(table.Count() < 20, $"There are {table.Count()} processes.");
            return;
        }

        RunInside(
            "PIDs",
            nameof(InAnotherPidNamespaceItSpeaksOfThatOne),
            ["unshare", "--pid", "--fork", "--kill-child", "--mount"],
            "mount -t proc proc /proc"
        );
    }

    [Fact]
    public void WhereProcShowsAnotherPidNamespaceItIsRefused()
    {
        if (Environment.GetEnvironmentVariable(InsideVariable) == "other PIDs")
        {
            Assert.Contains("another PID namespace", Refusal(), StringComparison.Ordinal);
            return;
        }

        RunInside(
            "other PIDs",
            nameof(WhereProcShowsAnotherPidNamespaceItIsRefused),
            ["unshare", "--pid", "--fork", "--kill-child"],
            "true"
        );
    }

    [Fact]
    public void InATimeNamespaceItIsRefused()
    {
        if (Environment.GetEnvironmentVariable(InsideVariable) == "time")
        {
            Assert.Contains("do not agree", Refusal(), StringComparison.Ordinal);
            return;
        }

        RunInside("time", nameof(InATimeNamespaceItIsRefused), ["unshare", "--time", "--boottime", "100000", "--fork"], "true");
    }

    [Fact]
    public void NoDescriptorIsLeftBehind()
    {
        int function = FindFunction();
        BpfAssembler code = new();
        code.Return(0);
        BpfInstruction[] good = code.Build();
        code = new BpfAssembler();
        code.Load(R0, R2, 0, 8);
        code.Return(0);
        BpfInstruction[] bad = code.Build();
        using (TableUnderTest table = TableUnderTest.Open())
        {
            _ = table.Count();
        }

        int before = OwnDescriptors.Count();
        byte[] buffer = new byte[4096];
        for (int round = 0; round < 10_000; round++)
        {
            Assert.True(BpfIterator.TryLoad("psutil_test"u8, function, good, out BpfIterator? iterator, out _));
            iterator.Dispose();
        }

        Assert.True(BpfIterator.TryLoad("psutil_test"u8, function, good, out BpfIterator? kept, out _));
        using (kept)
        {
            for (int round = 0; round < 500; round++)
            {
                Assert.False(kept.Read(ref buffer, buffer.Length).Failed);
            }
        }

        for (int round = 0; round < 20; round++)
        {
            Assert.False(BpfIterator.TryLoad("psutil_test"u8, function, bad, out _, out _));
            TableUnderTest.Open().Dispose();
        }

        // Other threads of this process open and close descriptors, too.
        Child.Until(() => OwnDescriptors.Count() <= before, "all descriptors to be closed");
    }

    [Fact]
    public void AReadingMakesNothing()
    {
        using TableUnderTest table = TableUnderTest.Open();
        _ = table.Count();
        _ = table.Count();
        Sampling.Retry(() =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = table.Count();
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        });
    }

    [Fact]
    public void MoreThanTheLimitIsAFailure()
    {
        // Eight bytes for each task, and room for one.
        (int function, BpfTableLayout layout) = (FindFunction(), FindLayout());
        BpfAssembler code = new();
        code.Store(FramePointer, -8, 8, 7);
        code.Load(R1, R1, layout.ContextMeta);
        code.Load(R1, R1, layout.MetaSequence);
        code.MoveAddress(R2, FramePointer, -8);
        code.Move(R3, 8);
        code.Call(BpfHelper.SequenceWrite);
        code.Return(0);
        Assert.True(
            BpfIterator.TryLoad("psutil_test"u8, function, code.Build(), out BpfIterator? iterator, out BpfRefusal? refusal),
            refusal?.ToString()
        );
        using (iterator)
        {
            byte[] small = new byte[8];
            Assert.Equal(Errno.EOVERFLOW, iterator.Read(ref small, 16).Error);
            Assert.Equal(16, small.Length);
            ReadResult whole = iterator.Read(ref small, 1 << 24);
            Assert.False(whole.Failed);
            Assert.Equal(7, BitConverter.ToInt64(small));
            Assert.True(whole.Value > 16 && whole.Value % 8 == 0);
        }
    }

    private static string Refusal(MachineOptions? options = null)
    {
        using LinuxRoots roots = new(options ?? new MachineOptions());
        Assert.False(BpfProcessTable.TryOpen(roots, out _, out BpfRefusal? refusal));
        return refusal.ToString();
    }

    private static int FindFunction() => FindLayout().Function;

    private static BpfTableLayout FindLayout()
    {
        TableUnderTest.Open().Dispose();
        Assert.True(Btf.TryParse(File.ReadAllBytes("/sys/kernel/btf/vmlinux"), out Btf? btf, out _));
        Assert.True(BpfTableLayout.TryFind(btf, out BpfTableLayout? layout, out string? missing), missing);
        return layout;
    }

    // Runs one of these tests again in namespaces of its own.
    private static void RunInside(string value, string method, string[] unshare, string preparation, string wrapper = "")
    {
        TableUnderTest.Open().Dispose();
        Assert.SkipUnless(
            Command.TryRun(unshare[0], [.. unshare[1..], "true"]).ExitCode == 0,
            $"No namespace can be made here: {string.Join(' ', unshare)}"
        );
        string program = Path.Join(AppContext.BaseDirectory, "Psutil.LinuxTests");
        Assert.SkipUnless(
            wrapper.Length == 0
                || Command
                    .TryRun(
                        "sh",
                        [
                            "-c",
                            $"exec {wrapper} sh -c 'cat \"$0\" \"$1\" >/dev/null' \"$0\" \"$1\"",
                            program,
                            typeof(object).Assembly.Location,
                        ]
                    )
                    .ExitCode == 0,
            "setpriv does not know these capabilities, or others may not run this program."
        );
        (int exitCode, string output, string error) = Command.TryRun(
            unshare[0],
            [
                .. unshare[1..],
                "env",
                $"{InsideVariable}={value}",
                "sh",
                "-c",
                $"{preparation} && exec {wrapper} \"$0\" \"$@\"",
                program,
                "-method",
                $"*.{nameof(BpfFallbackTests)}.{method}",
            ]
        );
        Assert.True(exitCode == 0, output + error);
    }
}
