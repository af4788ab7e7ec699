using System.Runtime.CompilerServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

[SkipLocalsInit]
internal sealed class LinuxCpu(Machine machine, LinuxRoots roots) : Cpu(machine)
{
    private const int LoadAverageRoom = 128;

    public override CpuTimes GetTimes()
    {
        Span<byte> buffer = stackalloc byte[LinuxStat.FirstLineRoom];
        ReadResult result = roots.Proc.Read(LinuxStat.Path, buffer);
        if (result.Failed)
        {
            throw roots.Proc.ToException(result, LinuxStat.Path);
        }

        return ProcStat.TryParseTimes(buffer[..result.Value], Libc.ClockTicksPerSecond, out CpuTimes times, out string? malformed)
            ? times
            : throw Malformed(LinuxStat.Path, malformed);
    }

    public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu()
    {
        RentedBuffer buffer = new(LinuxStat.UsualRoom);
        try
        {
            // The line of the interrupts, which is the longest, follows the CPUs and is not read.
            ReadOnlySpan<byte> text = ReadStat("\nintr "u8, ref buffer);
            if (!ProcStat.TryParseTimesPerCpu(text, Libc.ClockTicksPerSecond, out CpuCoreTimes[]? cores, out string? malformed))
            {
                throw Malformed(LinuxStat.Path, malformed);
            }

            if (malformed is not null)
            {
                PsutilEventSource.Log.Malformed(roots.Proc.FullName(LinuxStat.Path), malformed);
            }

            return cores;
        }
        finally
        {
            buffer.Dispose();
        }
    }

    public override int GetLogicalCount() => LinuxCpuTopology.CountOnline(roots);

    public override int? GetPhysicalCount() => LinuxCpuTopology.CountCores(roots);

    public override int GetAvailableCount()
    {
        int available = LinuxCpuTopology.CountOnline(roots);
        if (roots.IsLocalProc && CpuMask.Read(Environment.ProcessId, out List<int> cpus) >= 0 && cpus.Count is > 0 and int allowed)
        {
            available = Math.Min(available, allowed);
        }

        if (LinuxLimits.Read(roots).CpuCount is { } quota && quota < available)
        {
            available = (int)Math.Ceiling(quota);
        }

        return Math.Max(1, available);
    }

    public override CpuStatistics GetStatistics()
    {
        RentedBuffer buffer = new(LinuxStat.UsualRoom);
        try
        {
            ReadResult result = roots.Proc.ReadToEnd(LinuxStat.Path, ref buffer);
            if (result.Failed)
            {
                throw roots.Proc.ToException(result, LinuxStat.Path);
            }

            if (!ProcStat.TryParseStatistics(buffer.Span[..result.Value], out CpuStatistics statistics, out string? malformed))
            {
                throw Malformed(LinuxStat.Path, malformed);
            }

            if (malformed is not null)
            {
                PsutilEventSource.Log.Malformed(roots.Proc.FullName(LinuxStat.Path), malformed);
            }

            return statistics;
        }
        finally
        {
            buffer.Dispose();
        }
    }

    public override IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu() => LinuxCpuFrequency.Read(roots);

    public override CpuTopology GetTopology() => LinuxTopologyReader.Read(roots, () => GetTimesPerCpu().Select(static core => core.Number));

    public override LoadAverage GetLoadAverage()
    {
        ReadOnlySpan<byte> path = "loadavg\0"u8;
        Span<byte> buffer = stackalloc byte[LoadAverageRoom];
        ReadResult result = roots.Proc.Read(path, buffer);
        if (result.Failed)
        {
            throw roots.Proc.ToException(result, path);
        }

        return ProcLoadavg.TryParse(buffer[..result.Value], out LoadAverage average, out string? malformed)
            ? average
            : throw Malformed(path, malformed);
    }

    public override PressureStall? GetPressure() => LinuxPressure.Read(roots.Proc, "pressure/cpu");

    private ReadOnlySpan<byte> ReadStat(ReadOnlySpan<byte> until, ref RentedBuffer buffer)
    {
        ReadResult result = LinuxStat.ReadUntil(roots.Proc, until, ref buffer);
        return result.Failed ? throw roots.Proc.ToException(result, LinuxStat.Path) : buffer.Span[..result.Value];
    }

    private MalformedDataException Malformed(ReadOnlySpan<byte> path, string field) => new(roots.Proc.FullName(path), field);
}
