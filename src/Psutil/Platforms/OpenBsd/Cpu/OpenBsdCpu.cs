using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.OpenBsd.Interop;

namespace Psutil.Platforms.OpenBsd;

/// <summary>The CPUs of an OpenBSD machine.</summary>
internal sealed unsafe class OpenBsdCpu(Machine machine) : Cpu(machine)
{
    private static readonly SysctlNode ClockRate = new("kern.clockrate", SysctlNumbers.CTL_KERN, SysctlNumbers.KERN_CLOCKRATE);
    private static readonly SysctlNode CpuCount = new("hw.ncpu", SysctlNumbers.CTL_HW, SysctlNumbers.HW_NCPU);
    private static readonly SysctlNode OnlineCount = new("hw.ncpuonline", SysctlNumbers.CTL_HW, MachineNumbers.HW_NCPUONLINE);
    private static readonly SysctlNode Speed = new("hw.cpuspeed", SysctlNumbers.CTL_HW, MachineNumbers.HW_CPUSPEED);
    private static readonly SysctlNode States = new("kern.cpustats", SysctlNumbers.CTL_KERN, MachineNumbers.KERN_CPUSTATS);
    private static readonly SysctlNode Counters = new("vm.uvmexp", SysctlNumbers.CTL_VM, MachineNumbers.VM_UVMEXP);

    // The kernel's total, kern.cp_time, is a mean over the CPUs.
    public override CpuTimes GetTimes() => BsdCpuTimes.Sum(GetTimesPerCpu());

    public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu()
    {
        ClockTicks clock = ClockRate.Get<ClockTicks>();
        int hertz =
            clock.StatisticsHertz > 0
                ? clock.StatisticsHertz
                : throw new MalformedDataException("sysctl(kern.clockrate)", nameof(clock.stathz));
        List<CpuCoreTimes> cores = [];
        int count = CpuCount.Get<int>();
        for (int cpu = 0; cpu < count; cpu++)
        {
            CpuStates states = States.Get<CpuStates>(cpu);

            // A second thread of a core is offline unless hw.smt is set.
            if ((states.cs_flags & CpuStates.CPUSTATS_ONLINE) != 0)
            {
                cores.Add(
                    new CpuCoreTimes
                    {
                        Number = cpu,
                        Times = new CpuTimes
                        {
                            User = BsdCpuTimes.ToTime((long)states.cs_time[CpuStateNumbers.CP_USER], hertz),
                            Nice = BsdCpuTimes.ToTime((long)states.cs_time[CpuStateNumbers.CP_NICE], hertz),

                            // Spinning on a kernel lock counts as system time.
                            System = BsdCpuTimes.ToTime(
                                (long)(states.cs_time[CpuStateNumbers.CP_SYS] + states.cs_time[CpuStateNumbers.CP_SPIN]),
                                hertz
                            ),
                            Irq = BsdCpuTimes.ToTime((long)states.cs_time[CpuStateNumbers.CP_INTR], hertz),
                            Idle = BsdCpuTimes.ToTime((long)states.cs_time[CpuStateNumbers.CP_IDLE], hertz),
                        },
                    }
                );
            }
        }

        return cores;
    }

    public override int GetLogicalCount() => OnlineCount.Get<int>();

    public override int? GetPhysicalCount() => GetLogicalCount() == 1 ? 1 : null;

    public override int GetAvailableCount() => GetLogicalCount();

    public override CpuStatistics GetStatistics()
    {
        MemoryCounters counters = Counters.GetPrefix<MemoryCounters>();
        return new CpuStatistics
        {
            ContextSwitches = counters.swtch,
            Interrupts = OrUnknown(counters.intrs),
            SoftInterrupts = counters.softs,
            SystemCalls = OrUnknown(counters.syscalls),
        };

        // Some versions never count these.
        static long? OrUnknown(uint count) => count == 0 ? null : count;
    }

    public override IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu()
    {
        ReadResult result = Speed.Read(out int megahertz);
        return result is { Failed: false, Value: sizeof(int) } && megahertz > 0
            ?
            [
                new CpuCoreFrequency
                {
                    Number = 0,
                    Frequency = new CpuFrequency { CurrentMegahertz = megahertz },
                },
            ]
            : [];
    }

    public override CpuTopology GetTopology() => BsdTopology.Create(this, BsdTopology.ReadModel());

    public override LoadAverage GetLoadAverage() => BsdLoadAverage.Read();
}
