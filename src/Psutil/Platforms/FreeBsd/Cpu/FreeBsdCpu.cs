using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.FreeBsd.Interop;
using Psutil.Platforms.FreeBsd.Parsing;

namespace Psutil.Platforms.FreeBsd;

/// <summary>The CPUs of a FreeBSD machine.</summary>
internal sealed class FreeBsdCpu(Machine machine) : Cpu(machine)
{
    // Eight CPUs per byte: far more than any kernel supports (CPU_MAXSIZE is 1024).
    private const int LargestMask = 1024;

    private static readonly SysctlNode ClockRate = new("kern.clockrate", SysctlNumbers.CTL_KERN, SysctlNumbers.KERN_CLOCKRATE);
    private static readonly SysctlNode CpuCount = new("hw.ncpu", SysctlNumbers.CTL_HW, SysctlNumbers.HW_NCPU);

    /// <summary>The size of a CPU set in the running kernel, in bytes: 32 on FreeBSD 13, 128 on 14. It accepts no other size.</summary>
    public static int MaskSize() => Math.Clamp(NamedSysctl.Find<int>("kern.sched.cpusetsize") ?? 32, 8, LargestMask);

    public override CpuTimes GetTimes()
    {
        Span<byte> bytes = stackalloc byte[CpuStateNumbers.CPUSTATES * sizeof(long)];
        ReadResult result = NamedSysctl.Read("kern.cp_time", bytes);
        if (result.Failed)
        {
            throw NamedSysctl.ToException("kern.cp_time", result);
        }

        return result.Value == bytes.Length
            ? CpuTimesParser.Parse(bytes, TicksPerSecond())
            : throw new MalformedDataException("sysctl(kern.cp_time)", "CP_IDLE");
    }

    public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu()
    {
        RentedBuffer buffer = new(4096);
        try
        {
            SysctlNode node = NamedSysctl.FindNode("kern.cp_times")
                ?? throw NamedSysctl.ToException("kern.cp_times", ReadResult.Failure("sysctl", Errno.ENOENT));
            ReadResult result = node.ReadTable(ref buffer);
            return result.Failed
                ? throw node.ToException(result)
                : CpuTimesParser.ParsePerCpu(buffer.Span[..result.Value], GetLogicalCount(), TicksPerSecond());
        }
        finally
        {
            buffer.Dispose();
        }
    }

    public override int GetLogicalCount() => CpuCount.Get<int>();

    public override int? GetPhysicalCount() => NamedSysctl.Find<int>("kern.smp.cores");

    public override int GetAvailableCount()
    {
        Span<byte> mask = stackalloc byte[MaskSize()];
        mask.Clear();
        int count = 0;
        if (Interop.Libc.GetAffinity(Environment.ProcessId, mask) == 0)
        {
            foreach (byte part in mask)
            {
                count += byte.PopCount(part);
            }
        }

        return count > 0 ? count : GetLogicalCount();
    }

    public override CpuStatistics GetStatistics() =>
        new()
        {
            ContextSwitches = Count("v_swtch"),
            Interrupts = Count("v_intr"),
            SoftInterrupts = Count("v_soft"),
            SystemCalls = Count("v_syscall"),
        };

    public override IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu()
    {
        List<CpuCoreFrequency> frequencies = [];
        Span<byte> levels = stackalloc byte[4096];
        int count = GetLogicalCount();
        for (int cpu = 0; cpu < count; cpu++)
        {
            // Most machines have one set of levels for all CPUs, on the first CPU.
            string name = string.Create(CultureInfo.InvariantCulture, $"dev.cpu.{cpu}.freq");
            if (NamedSysctl.Find<int>(name) is { } current)
            {
                ReadResult result = NamedSysctl.Read($"{name}_levels", levels);
                FrequencyLevelParser.Parse(result.Failed ? [] : levels[..result.Value], out int? lowest, out int? highest);
                CpuFrequency frequency = new()
                {
                    CurrentMegahertz = current,
                    MinimumMegahertz = lowest,
                    MaximumMegahertz = highest,
                };
                frequencies.Add(new CpuCoreFrequency { Number = cpu, Frequency = frequency });
            }
        }

        return frequencies;
    }

    public override CpuTopology GetTopology() => FreeBsdTopology.Read(this);

    public override LoadAverage GetLoadAverage() => BsdLoadAverage.Read();

    // 64-bit counters; the kernel returns the lower half if the buffer has only 32 bits.
    private static long Count(string name) => (long)NamedSysctl.Get<ulong>($"vm.stats.sys.{name}");

    private static int TicksPerSecond()
    {
        ClockInformation clock = ClockRate.Get<ClockInformation>();
        return clock.StatisticsHertz > 0
            ? clock.StatisticsHertz
            : throw new MalformedDataException("sysctl(kern.clockrate)", nameof(ClockInformation.stathz));
    }
}
