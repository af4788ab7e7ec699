namespace Psutil.KernelTests;

/// <summary>CPUs in cores and nodes as QEMU was asked for them, and CPUs that leave and come back.</summary>
public class CpuTests(KernelMachine machine) : IClassFixture<KernelMachine>
{
    private static Cpu Cpu => Machine.Local.Cpu;

    [Fact]
    public void CpusAndCoresAreCountedAsTheMachineWasMade()
    {
        Assert.Equal(machine.CpuCount, Cpu.GetLogicalCount());
        Assert.Equal(machine.CoreCount, Cpu.GetPhysicalCount());
        Assert.Equal(machine.CpuCount, Cpu.GetAvailableCount());
        Assert.Equal(Enumerable.Range(0, machine.CpuCount), Cpu.GetTimesPerCpu().Select(cpu => cpu.Number));
    }

    [Fact]
    public void ACpuThatIsOfflineIsNotCountedAndTheOthersKeepTheirNumbers()
    {
        const string Switch = "/sys/devices/system/cpu/cpu1/online";
        Assert.SkipUnless(File.Exists(Switch), "This kernel takes no CPU offline.");
        int[] others = [.. Enumerable.Range(0, machine.CpuCount).Where(number => number != 1)];
        CpuMeter meter = Cpu.CreateMeter();
        meter.ReadPerCpu();
        File.WriteAllText(Switch, "0");
        try
        {
            Assert.Equal(others, KernelFiles.List("/sys/devices/system/cpu/online"));
            Assert.Equal(others.Length, Cpu.GetLogicalCount());
            Assert.Equal(others.Length, Cpu.GetAvailableCount());
            Assert.Equal(others, Cpu.GetTimesPerCpu().Select(cpu => cpu.Number));
            AssertPercentages(meter, others);
        }
        finally
        {
            File.WriteAllText(Switch, "1");
        }

        Assert.Equal(machine.CpuCount, Cpu.GetLogicalCount());
        AssertPercentages(meter, [.. Enumerable.Range(0, machine.CpuCount)]);
    }

    [Fact]
    public void AProcessOnTheLastCpuAloneSaysSo()
    {
        int last = machine.CpuCount - 1;
        using ChildProcess child = Machine.Local.Processes.Start(new("/bin/bash", ["-c", "while :; do :; done"]), killOnDispose: true);
        Assert.Equal(Enumerable.Range(0, machine.CpuCount), child.GetCpuAffinity());
        child.SetCpuAffinity([last]);
        Assert.Equal([last], child.GetCpuAffinity());
        Assert.True(SpinWait.SpinUntil(() => child.GetCpuNumber() == last, TimeSpan.FromSeconds(60)));
        Assert.Equal(
            $"Cpus_allowed_list:\t{last}",
            File.ReadLines($"/proc/{child.Pid}/status").First(line => line.StartsWith("Cpus_allowed_list", StringComparison.Ordinal))
        );
    }

    // A CPU has a percentage once the kernel has counted time for it.
    private static void AssertPercentages(CpuMeter meter, int[] expected)
    {
        HashSet<int> measured = [];
        Assert.True(
            SpinWait.SpinUntil(
                () =>
                {
                    foreach (CpuCoreTimesPercent cpu in meter.ReadPerCpu())
                    {
                        if (cpu.Percent is { } percent)
                        {
                            Assert.InRange(percent.Busy, 0, 100);
                            measured.Add(cpu.Number);
                        }
                    }

                    return measured.IsSupersetOf(expected);
                },
                TimeSpan.FromSeconds(60)
            ),
            $"Only these CPUs have a percentage: {string.Join(", ", measured.Order())}"
        );
        Assert.Subset(expected.ToHashSet(), measured);
    }
}
