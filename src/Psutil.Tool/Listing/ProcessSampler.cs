using Psutil.Tool.Commands;

namespace Psutil.Tool.Listing;

/// <summary>Lists processes, measuring CPU use between one listing and the next.</summary>
internal sealed class ProcessSampler(ToolHost host, Machine machine, TimeSpan interval)
{
    private CpuSample? _sample;

    /// <summary>All processes with what the given fields need.</summary>
    public IReadOnlyList<ProcessRow> List(IEnumerable<ProcessField> fields, ProcessFields extraSources, bool needsPercent = false)
    {
        ProcessFields sources = extraSources;
        foreach (ProcessField field in fields)
        {
            sources |= field.Sources;
            needsPercent |= field.Name == "cpu_percent";
        }

        // Measured by samples of nothing but CPU times: these take so little time that every process has the same interval.
        CpuSample? earlier = null;
        CpuSample? later = null;
        if (needsPercent)
        {
            earlier = _sample;
            if (earlier is null)
            {
                earlier = CpuSample.Take(machine.Processes, host.Clock);
                host.Sleep(interval);
            }

            later = CpuSample.Take(machine.Processes, host.Clock);
            _sample = later;
        }

        long? totalMemory = (sources & ProcessFields.Memory) != 0 ? TotalMemory(machine) : null;
        return
        [
            .. machine.Processes.Capture(sources).Select(snapshot => new ProcessRow(snapshot, later?.PercentSince(earlier!, snapshot.Identity), totalMemory)),
        ];
    }

    /// <summary>The machine's memory; null if it cannot be had, which is no reason to list no processes.</summary>
    public static long? TotalMemory(Machine machine)
    {
        try
        {
            return machine.Memory.GetVirtual().Total;
        }
        catch (Exception exception) when (exception is PsutilException or PlatformNotSupportedException)
        {
            return null;
        }
    }
}
