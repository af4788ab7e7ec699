using System.Runtime.Versioning;

namespace Psutil;

/// <summary>
/// Measures the use of the GPUs since its previous reading. Each meter keeps its own samples, so two parts of a program do not shorten each
/// other's intervals. Created by <see cref="Gpus.CreateMeter"/>. Not thread-safe.
/// </summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("windows")]
[SupportedOSPlatform("macos")]
public sealed class GpuMeter
{
    // The kernel counts what an engine does when it changes to another client: over less time, a percentage would mean nothing.
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(10);

    private readonly Gpus _gpus;
    private readonly TimeProvider _clock;
    private Sample _earlier;

    internal GpuMeter(Gpus gpus, TimeProvider clock)
    {
        _gpus = gpus;
        _clock = clock;
        _earlier = Take();
    }

    /// <summary>The use since the previous call, or since the meter was created.</summary>
    /// <returns>The use; null if less than 10 ms have passed since then, as at a first call right after the meter was created: the next
    /// call then measures from the same start.</returns>
    /// <exception cref="PsutilException">The GPUs or the processes could not be listed. The next call measures from the same
    /// start.</exception>
    public GpuReading? Read()
    {
        TimeSpan elapsed = _clock.GetElapsedTime(_earlier.Timestamp);
        if (elapsed < ShortestInterval)
        {
            return null;
        }

        Sample later = Take();
        elapsed = _clock.GetElapsedTime(_earlier.Timestamp, later.Timestamp);
        Dictionary<string, Dictionary<string, double>> perGpu = new(StringComparer.Ordinal);
        List<GpuProcessUse> processes = [];
        foreach (GpuProcess process in later.Processes.Processes)
        {
            Dictionary<string, double> engines = GpuClientKey.Compare(process, process.Process.Identity, _earlier.Clients, elapsed);
            processes.Add(
                new GpuProcessUse
                {
                    Process = process,
                    UtilizationPercent = GpuClientKey.Busiest(engines) ?? process.UtilizationPercent,
                    EnginePercents = engines,
                }
            );
            AddTo(perGpu, process.GpuId, engines);
        }

        List<GpuUse> gpus = [];
        foreach (Gpu gpu in later.Gpus)
        {
            Dictionary<string, double> engines = EnginesOf(gpu, elapsed) ?? perGpu.GetValueOrDefault(gpu.Id) ?? [];
            gpus.Add(
                new GpuUse
                {
                    Gpu = gpu,
                    UtilizationPercent = gpu.UtilizationPercent ?? GpuClientKey.Busiest(engines),
                    EnginePercents = engines,
                    PowerWatts = gpu.PowerWatts ?? PowerOf(gpu, elapsed),
                }
            );
        }

        _earlier = later;
        return new GpuReading
        {
            Elapsed = elapsed,
            Gpus = gpus,
            Processes = processes,
            Unavailable = later.Processes.Unavailable,
            UnavailableGpus = later.Processes.UnavailableGpus,
        };
    }

    // Rounding and the time between the reads of two processes can bring the sum above what there is.
    private static void AddTo(Dictionary<string, Dictionary<string, double>> perGpu, string gpu, Dictionary<string, double> engines)
    {
        if (engines.Count == 0)
        {
            return;
        }

        if (!perGpu.TryGetValue(gpu, out Dictionary<string, double>? sums))
        {
            perGpu.Add(gpu, sums = new(StringComparer.Ordinal));
        }

        foreach ((string engine, double percent) in engines)
        {
            sums[engine] = Math.Min(sums.GetValueOrDefault(engine) + percent, 100);
        }
    }

    /// <summary>What the driver counts for all processes together; null if it does not, or not both times.</summary>
    private Dictionary<string, double>? EnginesOf(Gpu gpu, TimeSpan elapsed)
    {
        if (gpu.Engines is not { } later || !_earlier.Engines.TryGetValue(gpu.Id, out IReadOnlyDictionary<string, GpuEngine>? before))
        {
            return null;
        }

        Dictionary<string, double> percents = new(StringComparer.Ordinal);
        foreach ((string name, GpuEngine engine) in later)
        {
            if (before.TryGetValue(name, out GpuEngine then) && engine.PercentSince(then, elapsed) is { } percent)
            {
                percents[name] = percent;
            }
        }

        return percents.Count > 0 ? percents : null;
    }

    private double? PowerOf(Gpu gpu, TimeSpan elapsed) =>
        gpu.EnergyJoules is { } joules && _earlier.Joules.TryGetValue(gpu.Id, out double before) && joules >= before
            ? (joules - before) / elapsed.TotalSeconds
            : null;

    private Sample Take()
    {
        // The time is that of the processes, whose counts run on while the GPUs are read.
        IReadOnlyList<Gpu> gpus = _gpus.GetGpus();
        long timestamp = _clock.GetTimestamp();
        GpuProcessList processes = _gpus.GetProcesses();
        Dictionary<GpuClientKey, IReadOnlyDictionary<string, GpuEngine>> clients = [];
        foreach (GpuProcess process in processes.Processes)
        {
            foreach (
                (GpuClientKey key, IReadOnlyDictionary<string, GpuEngine> work) in GpuClientKey.ClientsOf(process, process.Process.Identity)
            )
            {
                clients[key] = work;
            }
        }

        Dictionary<string, double> joules = new(StringComparer.Ordinal);
        Dictionary<string, IReadOnlyDictionary<string, GpuEngine>> engines = new(StringComparer.Ordinal);
        foreach (Gpu gpu in gpus)
        {
            if (gpu.Engines is { } counted)
            {
                engines[gpu.Id] = counted;
            }

            if (gpu.EnergyJoules is { } known)
            {
                joules[gpu.Id] = known;
            }
        }

        return new Sample(timestamp, gpus, processes, clients, joules, engines);
    }

    private sealed record Sample(
        long Timestamp,
        IReadOnlyList<Gpu> Gpus,
        GpuProcessList Processes,
        Dictionary<GpuClientKey, IReadOnlyDictionary<string, GpuEngine>> Clients,
        Dictionary<string, double> Joules,
        Dictionary<string, IReadOnlyDictionary<string, GpuEngine>> Engines
    );
}
