namespace Psutil;

/// <summary>The energy that the machine's processors and memory use, as their own counters measure or estimate it.</summary>
public abstract class Energy
{
    private readonly Machine _machine;

    /// <summary>Creates the facet.</summary>
    /// <param name="machine">The machine that it belongs to, whose clock it goes by. It is not used before it is needed.</param>
    protected Energy(Machine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        _machine = machine;
    }

    internal TimeProvider Clock => _machine.TimeProvider;

    /// <summary>The zones, each before those within it; empty if the machine has none, as most virtual machines.</summary>
    /// <remarks>
    /// Linux: <c>/sys/class/powercap</c> (RAPL, of Intel and AMD). Since 2020 (Linux 5.10 and updates of older kernels) only root may read
    /// the counters, because they reveal what programs do; others see zones whose <see cref="EnergyZone.Unavailable"/> is
    /// <see cref="UnavailableReason.Denied"/>.
    /// </remarks>
    /// <exception cref="PsutilException">There was no free descriptor.</exception>
    public abstract IReadOnlyList<EnergyZone> GetZones();

    /// <summary>
    /// Creates a meter, whose readings are of the time since the previous reading. It reads the zones once to begin with.
    /// </summary>
    /// <exception cref="PsutilException">There was no free descriptor.</exception>
    public EnergyMeter CreateMeter() => new(this);
}
