using System.Diagnostics;

namespace Psutil.WindowsTests;

/// <summary>Acting on processes in Windows' own ways.</summary>
public class ControlTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(259)]
    [InlineData(0x12345678)]
    [InlineData(-1073741510)]
    public async Task AnExitCodeHas32Bits(int code)
    {
        using ChildProcess child = Machine.Local.Processes.Start(TestChild.StartInfo("exit", code.ToString(CultureInfo.InvariantCulture)));
        OSProcess handle = Machine.Local.Processes.FromIdentity(child.Identity);
        Task<int?> wait = handle.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(code, child.Wait(TestChild.Patience));
        Assert.Equal(code, await wait);

        // Long after its end too: the child's own handle keeps it.
        Assert.Equal(code, handle.Wait());
        Assert.Equal(code, await handle.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void WhoEndsWithTheCodeOfTheLivingHasEnded()
    {
        // 259 is STILL_ACTIVE, which GetExitCodeProcess gives for a process that runs.
        using ChildProcess child = Machine.Local.Processes.Start(TestChild.StartInfo("exit", "259"));
        child.Wait(TestChild.Patience);
        Assert.False(Machine.Local.Processes.FromIdentity(child.Identity).IsRunning());
    }

    [Fact]
    public void AKilledProcessEndsWithPsutilsCode()
    {
        using TestChild child = TestChild.Start("wait");
        OSProcess handle = Machine.Local.Processes.FromIdentity(child.Process.Identity);
        handle.Kill();
        Assert.Equal(15, child.Process.Wait(TestChild.Patience));
    }

    [Fact]
    public unsafe void TheAffinityIsThatOfGetProcessAffinityMask()
    {
        using Process runtime = Process.GetCurrentProcess();
        nuint own = 0,
            system = 0;
        Assert.NotEqual(0, Win32.GetProcessAffinityMask(runtime.Handle, &own, &system));
        nuint mask = own;
        Assert.Equal(
            Enumerable.Range(0, 64).Where(cpu => (mask & ((nuint)1 << cpu)) != 0),
            Machine.Local.Processes.Current.GetCpuAffinity()
        );
    }

    [Fact]
    public void TheIOPriorityIsWhatItWasSetTo()
    {
        using TestChild child = TestChild.Start("wait");
        Assert.Equal(WindowsIOPriority.Normal, Capability.Get(child.Process.GetIOPriority).Windows);
        child.Process.SetIOPriority(WindowsIOPriority.Low);
        Assert.Equal(new IOPriority { Windows = WindowsIOPriority.Low }, child.Process.GetIOPriority());
    }

    [Fact]
    public void APriorityOfAnotherSystemIsRefused()
    {
        OSProcess current = Machine.Local.Processes.Current;
#pragma warning disable CA1416 // What the compiler warns of is what is tried.
        Assert.Throws<PsutilNotSupportedException>(() => current.SetIOPriority(IOPriorityClass.BestEffort, 3));
#pragma warning restore CA1416
        Assert.Throws<ArgumentOutOfRangeException>(() => current.SetIOPriority(WindowsIOPriority.Unknown));
        Assert.Throws<ArgumentOutOfRangeException>(() => current.SetPriorityClass((ProcessPriorityClass)7));
    }

    [Fact]
    public async Task OneHundredWaitsTakeFewThreads()
    {
        using TestChild child = TestChild.Start("wait");
        OSProcess handle = Machine.Local.Processes.FromIdentity(child.Process.Identity);
        int before = Machine.Local.Processes.Current.GetThreadCount();
        Task<int?>[] waits = [.. Enumerable.Range(0, 100).Select(_ => handle.WaitAsync(TestContext.Current.CancellationToken))];
        Assert.InRange(Machine.Local.Processes.Current.GetThreadCount(), 1, before + 20);
        child.Process.StandardInput!.Close();
        Assert.All(await Task.WhenAll(waits).WaitAsync(TestChild.Patience, TestContext.Current.CancellationToken), code =>
            Assert.Equal(0, code)
        );
    }

    [Fact]
    public void AnotherRootIsRefused() =>
        Assert.Throws<PsutilNotSupportedException>(() => Machine.Open(new MachineOptions { ProcPath = @"C:\proc" }));
}
