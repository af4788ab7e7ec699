using System.Diagnostics;
using Psutil.ContractTests.Children;
using Psutil.ContractTests.Suite;

namespace Psutil.ContractTests;

/// <summary>What the library promises of processes, tried on those that run here.</summary>
public class ProcessContractTests() : ProcessContract(LocalSubject.Instance)
{
    [Fact]
    public void ThisProcessIsWhatTheRuntimeKnowsOfIt()
    {
        OSProcess current = Machine.Local.Processes.Current;
        using Process runtime = Process.GetCurrentProcess();
        Assert.Equal(Environment.ProcessPath, current.GetExecutablePath());
        Assert.Equal(Environment.CurrentDirectory, current.GetWorkingDirectory());
        Assert.True(current.IsRunning());
        Assert.InRange(
            current.GetCreateTime(),
            runtime.StartTime.ToUniversalTime().AddSeconds(-2),
            runtime.StartTime.ToUniversalTime().AddSeconds(2)
        );
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
                // In emulation a process takes seconds to start.
                Stopwatch watch = Stopwatch.StartNew();
                for (int round = 0; round < 20 && (round < 5 || watch.Elapsed < TimeSpan.FromSeconds(20)); round++)
                {
                    using Process process = TestChild.WithSecondTry(() =>
                        Process.Start(TestChild.ProgramPath, [ChildProgram.Switch, "exit", "0"])
                    );
                    process.WaitForExit();
                }
            },
            cancellation
        );
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
                catch (PsutilException exception)
                    when (exception is NoSuchProcessException or AccessDeniedException or PsutilTimeoutException)
                {
                    // What a single question may answer of a process that has just ended, or that is stuck in the kernel.
                }
            }

            captures++;
        }

        await storm;
        Assert.True(captures > 0);
        Assert.True(Capability.Within(TestChild.Patience, () => (CountHandles(processes.Current) ?? 0) <= (handles ?? 0) + 40));
    }

    /// <summary>
    /// How many handles or descriptors are open; null where the operating system's count does not move when some are opened.
    /// </summary>
    private static int? CountHandles(OSProcess process)
    {
        int before = Count();
        FileStream[] files = [.. Enumerable.Range(0, 10).Select(_ => File.OpenRead(typeof(Machine).Assembly.Location))];
        int after = Count();
        Array.ForEach(files, file => file.Dispose());
        return after - before is >= 5 and <= 60 ? before : null;

        int Count() =>
            Machine.Local.Processes.SupportedFields.HasFlag(ProcessFields.HandleCount)
                ? process.GetHandleCount()
                : process.GetFileDescriptorCount();
    }
}
