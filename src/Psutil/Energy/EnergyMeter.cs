namespace Psutil;

/// <summary>
/// Measures the energy since its previous reading. Created by <see cref="Energy.CreateMeter"/>. Not thread-safe.
/// </summary>
/// <remarks>
/// The counters of some processors begin anew after some minutes of full load (262,144 J). A meter counts that once, so read it at least
/// every ten minutes.
/// </remarks>
public sealed class EnergyMeter
{
    private readonly Energy _energy;
    private IReadOnlyList<EnergyZone> _zones;
    private long _readAt;

    internal EnergyMeter(Energy energy)
    {
        _energy = energy;
        _readAt = energy.Clock.GetTimestamp();
        _zones = energy.GetZones();
    }

    /// <summary>The energy since the previous call, or since the meter was created.</summary>
    /// <returns>The energy; null if less than 10 ms have passed since then: the next call then measures from the same start.</returns>
    /// <exception cref="PsutilException">There was no free descriptor. The next call measures from the same start.</exception>
    public EnergyReading? Read()
    {
        long now = _energy.Clock.GetTimestamp();
        TimeSpan elapsed = _energy.Clock.GetElapsedTime(_readAt, now);
        if (elapsed < TimeSpan.FromMilliseconds(10))
        {
            return null;
        }

        IReadOnlyList<EnergyZone> zones = _energy.GetZones();
        List<EnergyUse> uses = [];
        double? watts = null;
        foreach (EnergyZone zone in zones)
        {
            if (_zones.FirstOrDefault(known => known.Id == zone.Id)?.Name != zone.Name || JoulesOf(zone) is not { } joules)
            {
                continue;
            }

            EnergyUse use = new()
            {
                Zone = zone,
                Joules = joules,
                Watts = joules / elapsed.TotalSeconds,
            };
            uses.Add(use);
            watts = IsInSum(zone) ? use.Watts + (watts ?? 0) : watts;
        }

        (_zones, _readAt) = (zones, now);
        return new EnergyReading
        {
            Elapsed = elapsed,
            Zones = uses,
            Watts = uses.Exists(use => use.Zone.Kind == EnergyZoneKind.Package) ? watts : null,
        };
    }

    // The platform includes the packages, and a package its cores. Another path to the same counter of a package is counted once.
    private static bool IsInSum(EnergyZone zone) =>
        zone.Kind is EnergyZoneKind.Package or EnergyZoneKind.Memory && !zone.Id.Contains("mmio", StringComparison.Ordinal);

    private double? JoulesOf(EnergyZone zone) =>
        _zones.FirstOrDefault(known => known.Id == zone.Id) is { } earlier ? zone.JoulesSince(earlier) : null;
}
