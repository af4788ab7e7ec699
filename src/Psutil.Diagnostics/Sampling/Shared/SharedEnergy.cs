namespace Psutil.Diagnostics;

/// <summary>The energy counters, read once per collection.</summary>
internal sealed class SharedEnergy(SharedMachine machine, Energy energy) : Energy(machine)
{
    private readonly SharedReading<IReadOnlyList<EnergyZone>> _zones = new(machine, energy.GetZones);

    public override IReadOnlyList<EnergyZone> GetZones() => _zones.Get();
}
