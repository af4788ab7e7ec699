namespace Psutil.KernelTests;

/// <summary>Pressure stall information (PSI): whether it is kept is said when the kernel is booted, by psi=1 or psi=0.</summary>
public class PressureTests(KernelMachine machine) : IClassFixture<KernelMachine>
{
    private readonly bool _isOn = File.ReadAllText("/proc/cmdline").Split(' ').Any(word => word.Trim() == "psi=1");

    [Fact]
    public void PressureIsGivenWhereTheKernelKeepsItAndNullWhereItIsOff()
    {
        Assert.True(machine.Kernel.Major > 0);
        Assert.Equal(_isOn, Machine.Local.Cpu.GetPressure() is not null);
        Assert.Equal(_isOn, Machine.Local.Memory.GetPressure() is not null);
        Assert.Equal(_isOn, Machine.Local.Disks.GetPressure() is not null);
    }

    [Fact]
    public void CpuPressureGrowsWhereMoreRunThanThereAreCpus()
    {
        Assert.SkipUnless(_isOn, "This machine was booted with psi=0.");
        TimeSpan before = Machine.Local.Cpu.GetPressure()!.Value.Some.Total;
        Shell.Run("for i in {1..12}; do timeout 2 bash -c 'while :; do :; done' & done; wait");
        Assert.InRange(Machine.Local.Cpu.GetPressure()!.Value.Some.Total - before, TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(1));
    }
}
