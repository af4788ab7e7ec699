namespace Psutil.AspNetCore.Sampling;

/// <summary>Finds what is wrong in a sample, who causes it, and since when. Not thread-safe.</summary>
internal sealed class Findings
{
    // What stops for a moment and comes back is the same trouble.
    private static readonly TimeSpan Forgiven = TimeSpan.FromSeconds(10);

    // A CPU may be busy, and pages may be swapped, for a while.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const double MebiByte = 1024 * 1024;
    private readonly Dictionary<(string, string?), (DateTimeOffset First, DateTimeOffset Last)> _seen = [];

    /// <summary>The findings of a sample, the critical ones first.</summary>
    public IReadOnlyList<Finding> Judge(MachineSample sample, ProcessSample? processes)
    {
        List<Finding> found = [];
        foreach (Finding finding in Find(sample))
        {
            (string, string?) key = (finding.Kind, finding.Subject);
            DateTimeOffset first =
                _seen.TryGetValue(key, out (DateTimeOffset First, DateTimeOffset Last) known) && sample.Time - known.Last <= Forgiven
                    ? known.First
                    : sample.Time;
            _seen[key] = (first, sample.Time);
            if (finding.Kind is not ("cpu" or "swapping") || sample.Time - first >= Patience)
            {
                found.Add(finding with { Since = first, Process = Culprit(finding.Kind, processes) });
            }
        }

        foreach ((string, string?) key in _seen.Keys)
        {
            if (sample.Time - _seen[key].Last > Forgiven)
            {
                _seen.Remove(key);
            }
        }

        return [.. found.OrderByDescending(finding => finding.IsCritical)];
    }

    private static IEnumerable<Finding> Find(MachineSample sample)
    {
        if (sample.Memory.Virtual is { Total: > 0 } memory)
        {
            // The less the worse.
            double available = memory.Available * 100.0 / memory.Total;
            if (available < 10)
            {
                yield return new("memory", null, available < 5, available, available < 5 ? 5 : 10, "%");
            }
        }

        Finding?[] others =
        [
            Beyond("memory-pressure", null, sample.Memory.Pressure?.Full?.TenSeconds, 5, 20, "%"),
            Beyond("io-pressure", null, sample.IOPressure?.Full?.TenSeconds, 20, 50, "%"),
            Beyond("cpu", null, sample.Cpu?.Busy, 95, null, "%"),
            Beyond("swapping", null, (sample.SwapInRate + sample.SwapOutRate) / MebiByte, 1, 50, "MiB/s"),
            .. (sample.FileSystems ?? []).Select(BeyondSpace),
            .. (sample.Sensors?.EachTemperature ?? []).Select(entry =>
                Beyond(
                    "temperature",
                    $"{entry.Chip} {entry.Reading.Label}".TrimEnd(),
                    entry.Reading.CurrentCelsius,
                    entry.Reading.HighCelsius,
                    entry.Reading.CriticalCelsius,
                    "°C"
                )
            ),
        ];
        foreach (Finding? finding in others)
        {
            if (finding is not null)
            {
                yield return finding;
            }
        }
    }

    // Images that are mounted read-only are always full.
    private static Finding? BeyondSpace(PartitionUsage entry) =>
        entry.Partition.Options.Split(',').Contains("ro", StringComparer.Ordinal)
            ? null
            : Beyond("file-system", entry.Partition.MountPoint, entry.Usage?.Percent, 90, 95, "%");

    private static Finding? Beyond(string kind, string? subject, double? value, double? warning, double? critical, string unit) =>
        value >= critical ? new(kind, subject, IsCritical: true, value.Value, critical.Value, unit)
        : value >= warning ? new(kind, subject, IsCritical: false, value.Value, warning.Value, unit)
        : null;

    private static (int, string?)? Culprit(string kind, ProcessSample? processes)
    {
        Func<LiveProcess, double?>? share = kind switch
        {
            "cpu" => process => process.CpuPercent,
            "memory" or "memory-pressure" or "swapping" => process => process.Rss,
            "io-pressure" => process => process.ReadRate + process.WriteRate,
            _ => null,
        };
        if (share is null || processes is null)
        {
            return null;
        }

        LiveProcess most = processes.All.MaxBy(share);
        return share(most) > 0 ? (most.Identity.Pid, most.Name) : null;
    }
}
