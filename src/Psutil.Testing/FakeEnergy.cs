namespace Psutil.Testing;

/// <summary>The energy counters of a <see cref="FakeMachine"/>.</summary>
public sealed class FakeEnergy : Energy
{
    internal FakeEnergy(Machine machine)
        : base(machine) { }

    /// <summary>The zones, each before those within it. Replace one to let its counter run.</summary>
    public IList<EnergyZone> Zones { get; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<EnergyZone> GetZones() => [.. Zones];
}
