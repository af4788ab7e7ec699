using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Kernel;

namespace Psutil.SimulatedTests.Systems;

/// <summary>
/// What every BSD and macOS backend does when processes end, are refused, grow in number or answer nonsense while they are asked.
/// </summary>
public sealed class SystemTests
{
    private const ProcessFields WithSources =
        ProcessFields.Name | ProcessFields.CommandLine | ProcessFields.Environment | ProcessFields.WorkingDirectory;

    // Beyond any PID that this test's own process can have.
    private const int FirstNewPid = 10_000_000;

    public static TheoryData<string, string, string> Systems() =>
        [
            .. from system in SimulatedSystem.All
            from table in AbiTable.All(system.Name)
            select (system.Folder, table.Version, table.Architecture),
        ];

    [Theory]
    [MemberData(nameof(Systems))]
    public void EveryRequestedFieldHasAValueOrAReason(string folder, string version, string architecture)
    {
        SimulatedMachine machine = new();
        machine.Processes.Add(
            new(701, "zombie")
            {
                Status = ProcessStatus.Zombie,
                Arguments = [],
                Environment = [],
            }
        );
        machine.Processes.Add(new(702, "denied") { IsDenied = true });
        using SimulatedKernel kernel = Boot(folder, version, architecture, machine, out Processes processes);
        foreach (ProcessSnapshot snapshot in processes.Capture(ProcessFields.All | ProcessFields.Gpu | ProcessFields.NetworkIO))
        {
            foreach (ProcessFields field in Enum.GetValues<ProcessFields>().Where(field => long.PopCount((long)field) == 1))
            {
                bool hasValue = typeof(ProcessSnapshot).GetProperty(field.ToString())!.GetValue(snapshot) is not null;
                bool hasReason = snapshot.Unavailable.ContainsKey(field);
                bool mayBeNothing =
                    field is ProcessFields.ExecutablePath or ProcessFields.WorkingDirectory or ProcessFields.Terminal
                    || (field == ProcessFields.ParentPid && snapshot.Pid == 0);
                Assert.False(hasValue && hasReason, $"{field} of {snapshot.Pid} has both a value and a reason.");
                Assert.True(hasValue || hasReason || mayBeNothing, $"{field} of {snapshot.Pid} has neither a value nor a reason.");
                Assert.True(!hasValue || (processes.SupportedFields & field) != 0, $"{field} is told and not among the supported fields.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void TheKernelAloneHasNoParent(string folder, string version, string architecture)
    {
        SimulatedMachine machine = new();
        using SimulatedKernel kernel = Boot(folder, version, architecture, machine, out Processes processes);
        IReadOnlyList<ProcessSnapshot> all = processes.Capture(ProcessFields.ParentPid);
        Assert.All(all, snapshot => Assert.Equal(snapshot.Pid == 0, snapshot.ParentPid is null));
        Assert.Equal(0, Assert.Single(all, snapshot => snapshot.Pid == 1).ParentPid);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void AProcessThatEndsBetweenTwoCallsIsLeftOut(string folder, string version, string architecture)
    {
        SimulatedMachine machine = new();
        using SimulatedKernel kernel = Boot(folder, version, architecture, machine, out Processes processes);
        OSProcess worker = processes.Get(700);
        machine.SourceRead = pid => machine.Processes.RemoveAll(process => process.Pid == 700 && pid == 700);
        Assert.DoesNotContain(processes.Capture(WithSources), snapshot => snapshot.Pid == 700);
        Assert.Contains(processes.Capture(WithSources), snapshot => snapshot.Pid == 1);
        Assert.All(worker.Capture(WithSources).Unavailable.Values, reason => Assert.Equal(UnavailableReason.Gone, reason.Reason));
        Assert.Throws<NoSuchProcessException>(worker.GetCommandLine);
        Assert.False(worker.IsRunning());
        Assert.False(processes.Exists(700));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void APidThatPassesOnIsAnotherProcess(string folder, string version, string architecture)
    {
        SimulatedMachine machine = new();
        using SimulatedKernel kernel = Boot(folder, version, architecture, machine, out Processes processes);
        OSProcess worker = processes.Get(700);
        machine.SourceRead = pid =>
        {
            if (pid == 700)
            {
                machine.Replace(machine.Find(700)! with { StartSeconds = SimulatedMachine.BootSeconds + 300 });
            }
        };
        Assert.Throws<NoSuchProcessException>(worker.GetCommandLine);
        machine.SourceRead = null;
        Assert.False(worker.IsRunning());
        Assert.NotEqual(worker, processes.Get(700));
        Assert.Throws<NoSuchProcessException>(worker.Kill);
        Assert.Throws<NoSuchProcessException>(() => worker.SetNice(1));
        Assert.Empty(machine.Signals);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void WhatIsRefusedIsNamed(string folder, string version, string architecture)
    {
        SimulatedMachine machine = new();
        machine.Replace(machine.Find(700)! with { IsDenied = true });
        using SimulatedKernel kernel = Boot(folder, version, architecture, machine, out Processes processes);
        ProcessSnapshot snapshot = processes.Capture(WithSources).Single(process => process.Pid == 700);
        Assert.Equal("worker", snapshot.Name);
        Assert.Null(snapshot.Environment);
        Unavailability reason = snapshot.Unavailable[ProcessFields.Environment];
        Assert.Equal(UnavailableReason.Denied, reason.Reason);
        Assert.Contains("700", reason.Error!.Value.SystemCall, StringComparison.Ordinal);
        Assert.Throws<AccessDeniedException>(() => processes.Get(700).GetEnvironment());
        AccessDeniedException refused = Assert.Throws<AccessDeniedException>(() => processes.Get(700).Terminate());
        Assert.Equal("kill(700)", refused.SystemCall);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void ATableThatGrowsWhileItIsReadIsReadWhole(string folder, string version, string architecture)
    {
        SimulatedMachine machine = new();
        int readings = 0;
        machine.TableRead = () =>
        {
            if (readings++ < 4)
            {
                machine.Processes.AddRange(
                    Enumerable.Range(FirstNewPid + (readings * 1000), 200).Select(pid => new SimulatedProcess(pid, "newcomer"))
                );
            }
        };
        using SimulatedKernel kernel = Boot(folder, version, architecture, machine, out Processes processes);
        int count = processes.Capture(ProcessFields.Name).Count;
        Assert.Equal(machine.Processes.Count, count);
        Assert.True(readings > 2);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void FiveThousandProcessesAreReadInOneTable(string folder, string version, string architecture)
    {
        SimulatedMachine machine = new();
        machine.Processes.AddRange(Enumerable.Range(FirstNewPid, 5000).Reverse().Select(pid => new SimulatedProcess(pid, $"p{pid}")));
        using SimulatedKernel kernel = Boot(folder, version, architecture, machine, out Processes processes);
        IReadOnlyList<ProcessSnapshot> snapshots = processes.Capture(ProcessFields.Name | ProcessFields.ParentPid | ProcessFields.UserIds);
        Assert.Equal(machine.Processes.Select(process => process.Pid).Order(), snapshots.Select(snapshot => snapshot.Pid));
        Assert.All(snapshots.Where(snapshot => snapshot.Pid >= FirstNewPid), snapshot => Assert.Equal($"p{snapshot.Pid}", snapshot.Name));

        // Not one call for each process.
        Assert.InRange(kernel.Calls.Count, 1, 50);
        Assert.Equal(machine.Processes.Count, processes.GetPids().Count);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void AnArgumentBlockMayEndWithoutANul(string folder, string version, string architecture)
    {
        SimulatedMachine machine = new();
        machine.Replace(
            machine.Find(700)! with
            {
                Arguments = ["/bin/worker"u8.ToArray(), "--caf\xe9"u8.ToArray()],
                ArgumentBytes = "/bin/worker\0--caf\xe9"u8.ToArray(),
                Environment = [],
            }
        );
        using SimulatedKernel kernel = Boot(folder, version, architecture, machine, out Processes processes);
        Assert.Equal(["/bin/worker", "--café"], processes.Get(700).GetCommandLine());
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void AZombieHasNothingButItsRecord(string folder, string version, string architecture)
    {
        SimulatedMachine machine = new();
        machine.Replace(machine.Find(700)! with { Status = ProcessStatus.Zombie, Arguments = [], Environment = [] });
        using SimulatedKernel kernel = Boot(folder, version, architecture, machine, out Processes processes);
        OSProcess zombie = processes.Get(700);
        Assert.True(zombie.IsRunning());
        Assert.Equal(ProcessStatus.Zombie, zombie.GetStatus());
        Assert.Equal("worker", zombie.GetName());
        Assert.Throws<ZombieProcessException>(zombie.GetCommandLine);
        Assert.Equal(UnavailableReason.Zombie, zombie.Capture(WithSources).Unavailable[ProcessFields.Environment].Reason);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void SignalsGoToTheProcessThatWasMeant(string folder, string version, string architecture)
    {
        SimulatedMachine machine = new();
        using SimulatedKernel kernel = Boot(folder, version, architecture, machine, out Processes processes);
        OSProcess worker = processes.Get(700);
        worker.Suspend();
        worker.Resume();
        worker.Terminate();
        worker.Kill();
        worker.Send(Signal.User1);
        int Number(string name) => kernel.Abi.Constant(name);
        Assert.Equal(
            [
                (700, Number("SIGSTOP")),
                (700, Number("SIGCONT")),
                (700, Number("SIGTERM")),
                (700, Number("SIGKILL")),
                (700, Number("SIGUSR1")),
            ],
            machine.Signals
        );
        worker.SetNice(-3);
        Assert.Equal(-3, machine.Find(700)!.Nice);

        // To kill(2), zero is the caller's own group.
        Assert.Throws<AccessDeniedException>(() => processes.FromIdentity(new ProcessIdentity(0, null)).Kill());
        Assert.Throws<ArgumentOutOfRangeException>(() => processes.FromIdentity(new ProcessIdentity(-1, null)));
        Assert.Equal(5, machine.Signals.Count);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void ANiceValueCanBeSetToWhatItIs(string folder, string version, string architecture)
    {
        SimulatedMachine machine = new();
        using SimulatedKernel kernel = Boot(folder, version, architecture, machine, out Processes processes);
        OSProcess worker = processes.Get(700);
        int highest = kernel.Abi.Constant("PRIO_MAX");
        worker.SetNice(highest);
        Assert.Equal(highest, worker.GetNice());
        worker.SetNice(worker.GetNice());
        Assert.Throws<ArgumentOutOfRangeException>(() => worker.SetNice(highest + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => worker.SetNice(-21));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void WithoutASocketTheDuplexAloneIsUnknown(string folder, string version, string architecture)
    {
        SimulatedSystem system = SimulatedSystem.Named(folder);
        AbiTable abi = AbiTable.Load(system.Name, version, architecture);
        using BsdKernel kernel = (BsdKernel)system.Boot(abi, new SimulatedMachine());
        kernel.SocketFailure = "EACCES";
        InterfaceState state = system.Open(abi).Network.GetInterfaceStates()["em0"];
        Assert.Equal((true, null, 1500), (state.IsUp, state.Duplex, state.Mtu));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void AChangeOfTheClockMakesNoOtherProcess(string folder, string version, string architecture)
    {
        SimulatedMachine machine = new();
        using SimulatedKernel kernel = Boot(folder, version, architecture, machine, out Processes processes);
        OSProcess worker = processes.Get(700);
        ((BsdKernel)kernel).ClockStep = 3600;
        Assert.True(worker.IsRunning());
        Assert.Equal(worker, processes.Get(700));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task TheEndOfAProcessIsWaitedFor(string folder, string version, string architecture)
    {
        SimulatedMachine machine = new();
        using SimulatedKernel kernel = Boot(folder, version, architecture, machine, out Processes processes);
        BsdKernel bsd = (BsdKernel)kernel;
        OSProcess worker = processes.Get(700);
        OSProcess init = processes.Get(1);
        Assert.Throws<PsutilTimeoutException>(() => worker.Wait(TimeSpan.Zero));
        Assert.Throws<PsutilTimeoutException>(() => worker.Wait(TimeSpan.FromMilliseconds(5)));
        Task<int?> exit = Task.Run(() => worker.Wait(), TestContext.Current.CancellationToken);
        await UntilWatched(bsd, 700);
        bsd.End(700, 3 << 8);
        Assert.Equal(3, await exit);
        Assert.Equal(3, worker.Wait(TimeSpan.Zero));

        Task<int?> killed = Task.Run(() => init.Wait(TimeSpan.FromMinutes(1)), TestContext.Current.CancellationToken);
        await UntilWatched(bsd, 1);
        bsd.End(1, 9);
        Assert.Equal(-9, await killed);
    }

    private static async Task UntilWatched(BsdKernel kernel, int pid)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        while (!kernel.IsWatched(pid))
        {
            await Task.Delay(1, patience.Token);
        }
    }

    private static SimulatedKernel Boot(
        string folder,
        string version,
        string architecture,
        SimulatedMachine machine,
        out Processes processes
    )
    {
        SimulatedSystem system = SimulatedSystem.Named(folder);
        SimulatedKernel kernel = system.Boot(AbiTable.Load(system.Name, version, architecture), machine);
        processes = system.Open(kernel.Abi).Processes;
        return kernel;
    }
}
