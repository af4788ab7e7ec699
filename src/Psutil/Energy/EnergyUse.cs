namespace Psutil;

/// <summary>The energy that a zone used between two readings of an <see cref="EnergyMeter"/>.</summary>
public sealed record EnergyUse
{
    /// <summary>The zone as of the later reading.</summary>
    public required EnergyZone Zone { get; init; }

    /// <summary>The energy, in joules.</summary>
    public required double Joules { get; init; }

    /// <summary>The mean power, in watts.</summary>
    public required double Watts { get; init; }
}
