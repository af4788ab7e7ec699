namespace Psutil.Testing;

/// <summary>The energy counters of a <see cref="FakeMachine"/>.</summary>
public class FakeEnergy : Energy
{
    private readonly FakeMachine _machine;

    /// <summary>Creates the facet for a machine that derives from <see cref="FakeMachine"/>.</summary>
    public FakeEnergy(FakeMachine machine)
        : base(machine) => _machine = machine;

    /// <summary>The zones, each before those within it. Replace one to let its counter run.</summary>
    public IList<EnergyZone> Zones { get; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<EnergyZone> GetZones()
    {
        _machine.NotifyRead(nameof(Energy));
        return [.. Zones];
    }
}
