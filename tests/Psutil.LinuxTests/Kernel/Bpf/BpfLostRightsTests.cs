using Psutil.LinuxTests.Control;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.LinuxTests.Kernel;

/// <summary>What a process may do can change after the program was loaded, also on one of its threads alone.</summary>
public class BpfLostRightsTests
{
    // As many failures in a row as have a machine give the program up.
    private const int Failures = 3;

    [Fact]
    public void UnderAFilterThatEndsItAtTheCallTheProcessReadsTheFiles()
    {
        TableUnderTest.Open().Dispose();
        if (!OwnProcess.IsThis(GetType(), nameof(UnderAFilterThatEndsItAtTheCallTheProcessReadsTheFiles)))
        {
            return;
        }

        int number = Libc.BpfSystemCall!.Value;
        using Machine loaded = OpenLoaded();
        using Machine fresh = Machine.Open(new MachineOptions { AllowBpf = true, LeastProcessesForBpf = 0 });
        RestrictedThread.RunWithout([new RestrictedThread.Refusal(number, Kills: true)], () =>
        {
            AssertReadsFiles(loaded, "seccomp");
            AssertReadsFiles(fresh, "seccomp");
        });
    }

    [Fact]
    public void WithoutItsRightsTheFilesAreRead()
    {
        TableUnderTest.Open().Dispose();
        if (!OwnProcess.IsThis(GetType(), nameof(WithoutItsRightsTheFilesAreRead)))
        {
            return;
        }

        using Machine machine = OpenLoaded();
        RestrictedThread.RunAsNobody(() => AssertReadsFiles(machine, "CAP_BPF"));
    }

    [Fact]
    public void AThreadThatMayStillReadsItAndKeepsIt()
    {
        TableUnderTest.Open().Dispose();
        if (!OwnProcess.IsThis(GetType(), nameof(AThreadThatMayStillReadsItAndKeepsIt)))
        {
            return;
        }

        using Machine machine = OpenLoaded();
        for (int round = 0; round < Failures * 2; round++)
        {
            RestrictedThread.RunAsNobody(() => AssertHasThisProcess(machine));
            AssertHasThisProcess(machine);
        }

        Assert.True(Table(machine).IsLoaded);
        Assert.Null(machine.Processes.GetBpfRefusal());
    }

    [Fact]
    public void AMeterOfTrafficSaysThatItMayNotRead()
    {
        if (!OwnProcess.IsThis(GetType(), nameof(AMeterOfTrafficSaysThatItMayNotRead)))
        {
            return;
        }

        using ProcessNetworkMeter meter = Machine.Local.Processes.CreateNetworkMeter();
        Assert.SkipUnless(meter.Source == ProcessNetworkSource.Bpf, meter.FallbackReason ?? "");
        meter.Read();
        RestrictedThread.RunAsNobody(() => AssertDenied(meter, "CAP_BPF"));
        RestrictedThread.RunWithout([new RestrictedThread.Refusal(Libc.BpfSystemCall!.Value, Kills: true)], () =>
            AssertDenied(meter, "seccomp")
        );
        meter.Read();

        static void AssertDenied(ProcessNetworkMeter meter, string reason) =>
            Assert.Contains(reason, Assert.Throws<AccessDeniedException>(meter.Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoProgramThatThisProcessExecutesInheritsIt()
    {
        using Machine machine = OpenLoaded();
        List<string> flags = [];
        foreach (string path in Directory.GetFileSystemEntries("/proc/self/fdinfo"))
        {
            try
            {
                string[] lines = File.ReadAllLines(path);
                if (lines.Any(line => line.StartsWith("link_type:", StringComparison.Ordinal)))
                {
                    flags.Add(lines.Single(line => line.StartsWith("flags:", StringComparison.Ordinal)));
                }
            }
            catch (IOException)
            {
                // A test beside this one has closed it.
            }
        }

        // O_CLOEXEC
        const long ClosedOnExec = 524288;
        Assert.NotEmpty(flags);
        Assert.All(flags, line => Assert.NotEqual(0, Convert.ToInt64(line["flags:".Length..].Trim(), 8) & ClosedOnExec));
    }

    private static Machine OpenLoaded()
    {
        TableUnderTest.Open().Dispose();
        Machine machine = Machine.Open(new MachineOptions { AllowBpf = true, LeastProcessesForBpf = 0 });
        AssertHasThisProcess(machine);
        Assert.True(Table(machine).IsLoaded, Table(machine).Refusal);
        return machine;
    }

    private static void AssertReadsFiles(Machine machine, string reason)
    {
        for (int round = 0; round < Failures; round++)
        {
            AssertHasThisProcess(machine);
        }

        Assert.False(Table(machine).IsLoaded);
        Assert.Contains(reason, machine.Processes.GetBpfRefusal(), StringComparison.Ordinal);
    }

    private static void AssertHasThisProcess(Machine machine) =>
        Assert.Contains(machine.Processes.Capture(ProcessFields.Basic), snapshot => snapshot.Pid == Environment.ProcessId);

    private static MachineProcessTable Table(Machine machine) => ((LinuxProcesses)machine.Processes).Table;
}
