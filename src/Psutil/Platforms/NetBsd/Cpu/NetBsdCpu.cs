using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.NetBsd.Interop;

namespace Psutil.Platforms.NetBsd;

/// <summary>The CPUs of a NetBSD machine.</summary>
internal sealed class NetBsdCpu(Machine machine) : Cpu(machine)
{
    private static readonly SysctlNode ClockRate = new("kern.clockrate", SysctlNumbers.CTL_KERN, SysctlNumbers.KERN_CLOCKRATE);
    private static readonly SysctlNode CpuCount = new("hw.ncpu", SysctlNumbers.CTL_HW, SysctlNumbers.HW_NCPU);
    private static readonly SysctlNode OnlineCount = new("hw.ncpuonline", SysctlNumbers.CTL_HW, MachineNumbers.HW_NCPUONLINE);
    private static readonly SysctlNode Times = new("kern.cp_time", SysctlNumbers.CTL_KERN, MachineNumbers.KERN_CP_TIME);
    private static readonly SysctlNode Counters = new("vm.uvmexp2", SysctlNumbers.CTL_VM, MachineNumbers.VM_UVMEXP2);

    public override CpuTimes GetTimes() => Read(TicksPerSecond());

    public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu()
    {
        int hertz = TicksPerSecond();
        return [.. Enumerable.Range(0, CpuCount.Get<int>()).Select(cpu => new CpuCoreTimes { Number = cpu, Times = Read(hertz, cpu) })];
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
            Interrupts = counters.intrs,
            SoftInterrupts = counters.softs,
            SystemCalls = counters.syscalls,
        };
    }

    // Not supported, as in psutil.
    public override IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu() =>
        throw PsutilNotSupportedException.Here("Reading CPU frequencies");

    public override CpuTopology GetTopology() =>
        BsdTopology.Create(this, NamedSysctl.FindText("machdep.cpu_brand") ?? BsdTopology.ReadModel());

    public override LoadAverage GetLoadAverage() => BsdLoadAverage.Read();

    private static CpuTimes Read(int hertz, params ReadOnlySpan<int> cpu)
    {
        Span<long> ticks = stackalloc long[CpuStateNumbers.CPUSTATES];
        ReadResult result = Times.Read(MemoryMarshal.AsBytes(ticks), cpu);
        if (result.Failed)
        {
            throw Times.ToException(result, cpu);
        }

        return result.Value == ticks.Length * sizeof(long)
            ? new CpuTimes
            {
                User = BsdCpuTimes.ToTime(ticks[CpuStateNumbers.CP_USER], hertz),
                Nice = BsdCpuTimes.ToTime(ticks[CpuStateNumbers.CP_NICE], hertz),
                System = BsdCpuTimes.ToTime(ticks[CpuStateNumbers.CP_SYS], hertz),
                Irq = BsdCpuTimes.ToTime(ticks[CpuStateNumbers.CP_INTR], hertz),
                Idle = BsdCpuTimes.ToTime(ticks[CpuStateNumbers.CP_IDLE], hertz),
            }
            : throw new MalformedDataException("sysctl(kern.cp_time)", nameof(CpuStateNumbers.CP_IDLE));
    }

    private static int TicksPerSecond()
    {
        ClockInformation clock = ClockRate.Get<ClockInformation>();
        return clock.StatisticsHertz > 0
            ? clock.StatisticsHertz
            : throw new MalformedDataException("sysctl(kern.clockrate)", nameof(clock.stathz));
    }
}
