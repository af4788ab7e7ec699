namespace Psutil.Tool.Readings;

/// <summary>The power of a part of the machine.</summary>
/// <param name="Source">What measures it: a zone of the energy counters, a GPU by its id, or <c>battery</c>.</param>
/// <param name="Label">Its name; null if it has none.</param>
/// <param name="Watts">The power.</param>
internal sealed record PowerReading(string Source, string? Label, double Watts);

/// <summary>
/// Reads the power of processors, memory and GPUs. Most of them count energy, so that power is a mean since the previous reading. Not
/// thread-safe.
/// </summary>
internal sealed class PowerReader(Machine machine)
{
    private const string EnergyPlace = "power";
    private const string GpuPlace = "gpu_power";

    private EnergyMeter? _meter;
    private IReadOnlyList<Gpu> _gpus = [];
    private long _gpusReadAt;
    private bool _isDenied;

    /// <summary>Takes the first sample. Returns whether something counts energy, so that a reading needs some time after it.</summary>
    public bool Begin()
    {
        Gaps unused = new();
        _gpus = ReadGpus(unused);
        _gpusReadAt = machine.TimeProvider.GetTimestamp();
        IReadOnlyList<EnergyZone> zones = unused.Read("zones", () => machine.Energy?.GetZones()) ?? [];
        bool isCounted = zones.Any(zone => zone.EnergyMicrojoules is not null);
        _isDenied = !isCounted && zones.Any(zone => zone.Unavailable == UnavailableReason.Denied);
        _meter = isCounted ? unused.Read(EnergyPlace, () => machine.Energy?.CreateMeter()) : null;
        return isCounted || _gpus.Any(NeedsTwoReadings);
    }

    /// <summary>The power since the previous reading.</summary>
    /// <param name="gaps">Where what is missing is noted.</param>
    public IReadOnlyList<PowerReading> Read(Gaps gaps)
    {
        List<PowerReading> readings = [];
        if (_isDenied)
        {
            gaps.Note(EnergyPlace, UnavailableReason.Denied, "only root may read the energy counters of processors");
        }

        if (_meter is { } meter && gaps.Read(EnergyPlace, meter.Read) is { } energy)
        {
            readings.AddRange(energy.Zones.Select(use => new PowerReading(use.Zone.Id, use.Zone.Name, use.Watts)));
        }

        IReadOnlyList<Gpu> gpus = ReadGpus(gaps);
        long now = machine.TimeProvider.GetTimestamp();
        TimeSpan elapsed = machine.TimeProvider.GetElapsedTime(_gpusReadAt, now);
        foreach (Gpu gpu in gpus)
        {
            if ((gpu.PowerWatts ?? MeanSince(gpu, elapsed)) is { } watts)
            {
                readings.Add(new PowerReading(gpu.Id, gpu.Name ?? gpu.Driver, watts));
            }
        }

        (_gpus, _gpusReadAt) = (gpus, now);
        return readings;
    }

    private static bool NeedsTwoReadings(Gpu gpu) => gpu.PowerWatts is null && gpu.EnergyJoules is not null;

    private double? MeanSince(Gpu gpu, TimeSpan elapsed) =>
        elapsed > TimeSpan.Zero
        && gpu.EnergyJoules - _gpus.FirstOrDefault(known => known.Id == gpu.Id)?.EnergyJoules is { } joules
        && joules >= 0
            ? joules / elapsed.TotalSeconds
            : null;

    // Where GPUs are not supported, nothing is missing.
#pragma warning disable CA1416
    private IReadOnlyList<Gpu> ReadGpus(Gaps gaps) => gaps.Read(GpuPlace, () =>
        {
            try
            {
                return machine.Gpus.GetGpus();
            }
            catch (PsutilNotSupportedException)
            {
                return [];
            }
        }) ?? [];
#pragma warning restore CA1416
}
