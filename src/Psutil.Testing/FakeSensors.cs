namespace Psutil.Testing;

/// <summary>The sensors of a <see cref="FakeMachine"/>.</summary>
public class FakeSensors : Sensors
{
    private readonly FakeMachine _machine;

    /// <summary>Creates the facet for a machine that derives from <see cref="FakeMachine"/>.</summary>
    public FakeSensors(FakeMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        _machine = machine;
    }

    /// <summary>The temperatures of each chip, by name.</summary>
    public IDictionary<string, IReadOnlyList<TemperatureReading>> Temperatures { get; } =
        new Dictionary<string, IReadOnlyList<TemperatureReading>>(StringComparer.Ordinal);

    /// <summary>The fans of each chip, by name.</summary>
    public IDictionary<string, IReadOnlyList<FanReading>> Fans { get; } =
        new Dictionary<string, IReadOnlyList<FanReading>>(StringComparer.Ordinal);

    /// <summary>The battery; null if the machine has none.</summary>
    public BatteryReading? Battery { get; set; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures()
    {
        _machine.NotifyRead(nameof(Sensors));
        return new Dictionary<string, IReadOnlyList<TemperatureReading>>(Temperatures, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans()
    {
        _machine.NotifyRead(nameof(Sensors));
        return new Dictionary<string, IReadOnlyList<FanReading>>(Fans, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override BatteryReading? GetBattery()
    {
        _machine.NotifyRead(nameof(Sensors));
        return Battery;
    }
}
