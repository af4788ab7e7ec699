using System.Diagnostics;
using Psutil.ContractTests.Children;

namespace Psutil.ContractTests;

/// <summary>What the library promises of every process on any operating system, tried on all that run here.</summary>
public class ProcessContractTests
{
    private static readonly ProcessFields[] EveryField =
        [.. Enum.GetValues<ProcessFields>().Where(field => long.PopCount((long)field) == 1 && Machine.Local.Processes.SupportedFields.HasFlag(field))];

    [Fact]
    public void EveryRequestedFieldHasAValueOrAReason()
    {
        Processes processes = Machine.Local.Processes;
        foreach (ProcessSnapshot snapshot in processes.Capture(processes.SupportedFields))
        {
            foreach (ProcessFields field in EveryField)
            {
                bool missing = snapshot.Unavailable.ContainsKey(field);
                bool mayBeNothing = field is ProcessFields.ExecutablePath or ProcessFields.WorkingDirectory or ProcessFields.Terminal;
                Assert.False(ValueOf(snapshot, field) is not null && missing, $"{field} of {snapshot.Pid} has both a value and a reason.");
                Assert.True(ValueOf(snapshot, field) is not null || missing || mayBeNothing, $"{field} of {snapshot.Pid} has neither a value nor a reason.");
            }
        }
    }

    [Fact]
    public void AFieldThatWasNotAskedForIsNull()
    {
        foreach (ProcessFields asked in EveryField)
        {
            ProcessSnapshot snapshot = Machine.Local.Processes.Current.Capture(asked);
            Assert.All(EveryField.Where(field => field != asked), field => Assert.Null(ValueOf(snapshot, field)));
            Assert.True(snapshot.Unavailable.Count <= 1);
        }
    }

    [Fact]
    public void ValuesAreWithinTheirRanges()
    {
        Machine machine = Machine.Local;
        long total = machine.Memory.GetVirtual().Total;
        int cpus = machine.Cpu.GetTimesPerCpu().Max(core => core.Number);
        foreach (ProcessSnapshot snapshot in machine.Processes.Capture(machine.Processes.SupportedFields & ~(ProcessFields.MemoryMaps | ProcessFields.Connections)))
        {
            Assert.True(snapshot.Pid >= 0);
            Assert.NotEqual("", snapshot.Name);
            Assert.True(snapshot.ParentPid is null or >= 0);
            Assert.True(snapshot.Memory is null || (snapshot.Memory.Value.Rss >= 0 && snapshot.Memory.Value.Rss <= total));
            Assert.True(snapshot.Memory is not { Shared: not null } memory || memory.Rss <= memory.Vms);
            Assert.True(snapshot.ThreadCount is null or >= 0);
            Assert.True(snapshot.CreateTime is null || snapshot.CreateTime <= DateTimeOffset.UtcNow.AddSeconds(2));
            Assert.True(snapshot.CreateTime is null || snapshot.CreateTime >= machine.GetBootTime().AddSeconds(-2));
            Assert.True(snapshot.HandleCount is null or >= 0);
            Assert.True(snapshot.PriorityClass is not { } priority || Enum.IsDefined(priority));
            Assert.True(snapshot.CpuTimes is null || (snapshot.CpuTimes.Value.User >= TimeSpan.Zero && snapshot.CpuTimes.Value.System >= TimeSpan.Zero));
            Assert.True(snapshot.CpuNumber is null || (snapshot.CpuNumber >= 0 && snapshot.CpuNumber <= cpus));
            Assert.True(snapshot.Nice is null or (>= -20 and <= 19));
            Assert.True(snapshot.ExecutablePath is null || Path.IsPathFullyQualified(snapshot.ExecutablePath));
            Assert.True(snapshot.MemoryFootprint is not { Pss: { } pss } footprint || footprint.Uss <= pss);
            Assert.All(snapshot.OpenFiles ?? [], file => Assert.True(Path.IsPathFullyQualified(file.Path)));
            Assert.All(snapshot.CpuAffinity ?? [], cpu => Assert.InRange(cpu, 0, 65535));
        }
    }

    [Fact]
    public void TheListIsInOrderAndHoldsThisProcess()
    {
        IReadOnlyList<int> pids = Machine.Local.Processes.GetPids();
        Assert.Equal(pids.Order().Distinct(), pids);
        Assert.Contains(Environment.ProcessId, pids);
        Assert.True(Machine.Local.Processes.Exists(Environment.ProcessId));
    }

    [Fact]
    public void TwoHandlesOfOneProcessAreEqual()
    {
        OSProcess first = Machine.Local.Processes.Current;
        OSProcess second = Machine.Local.Processes.Get(Environment.ProcessId);
        Assert.Equal(first, second);
        Assert.True(first == second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.False(first.Equals(null));
        Assert.NotEqual(first, Machine.Local.Processes.FromIdentity(first.Identity with { StartTime = 1 }));
    }

    [Fact]
    public void ThisProcessIsWhatTheRuntimeKnowsOfIt()
    {
        OSProcess current = Machine.Local.Processes.Current;
        using Process runtime = Process.GetCurrentProcess();
        Assert.Equal(Environment.ProcessPath, current.GetExecutablePath());
        Assert.Equal(Environment.CurrentDirectory, current.GetWorkingDirectory());
        Assert.True(current.IsRunning());
        Assert.InRange(current.GetCreateTime(), runtime.StartTime.ToUniversalTime().AddSeconds(-2), runtime.StartTime.ToUniversalTime().AddSeconds(2));
        double percent = current.GetMemoryPercent();
        Assert.InRange(percent, double.Epsilon, 100);
    }

    [Fact]
    public async Task NothingFailsWhileProcessesComeAndGo()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Processes processes = Machine.Local.Processes;
        int? handles = CountHandles(processes.Current);
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task storm = Task.Run(
            () =>
            {
                for (int round = 0; round < 20; round++)
                {
                    using Process process = Process.Start(TestChild.ProgramPath, [ChildProgram.Switch, "exit", "0"]);
                    process.WaitForExit();
                }
            },
            cancellation);
        int captures = 0;
        while (!storm.IsCompleted)
        {
            Assert.NotEmpty(processes.Capture(processes.SupportedFields));
            foreach (OSProcess process in processes.Enumerate())
            {
                try
                {
                    _ = process.GetCommandLine();
                }
                catch (PsutilException exception) when (exception is NoSuchProcessException or AccessDeniedException)
                {
                    // What a single question may answer of a process that has just ended.
                }
            }

            captures++;
        }

        await storm;
        Assert.True(captures > 0);
        Assert.InRange(CountHandles(processes.Current) ?? 0, 0, (handles ?? 0) + 40);
    }

    /// <summary>How many handles or descriptors are open; null where the operating system's count does not move when some are opened.</summary>
    private static int? CountHandles(OSProcess process)
    {
        int before = Count();
        FileStream[] files = [.. Enumerable.Range(0, 10).Select(_ => File.OpenRead(typeof(Machine).Assembly.Location))];
        int after = Count();
        Array.ForEach(files, file => file.Dispose());
        return after - before is >= 5 and <= 60 ? before : null;

        int Count() => Machine.Local.Processes.SupportedFields.HasFlag(ProcessFields.HandleCount) ? process.GetHandleCount() : process.GetFileDescriptorCount();
    }

    private static object? ValueOf(ProcessSnapshot snapshot, ProcessFields field) => typeof(ProcessSnapshot).GetProperty(field.ToString())!.GetValue(snapshot);
}
