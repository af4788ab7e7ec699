namespace Psutil;

/// <summary>A part of the machine whose energy is counted.</summary>
public sealed record EnergyZone
{
    /// <summary>The ID, which stays the same while the machine runs. Linux: its name in powercap, <c>intel-rapl:0:1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name, such as <c>package-0</c>, <c>core</c>, <c>dram</c> or <c>psys</c>; null if it has none.</summary>
    public string? Name { get; init; }

    /// <summary>What it is a part of; <see cref="EnergyZoneKind.Unknown"/> for a name that is not known.</summary>
    public required EnergyZoneKind Kind { get; init; }

    /// <summary>The <see cref="Id"/> of the zone that includes it: its energy is counted there, too. Null for a zone at the top.</summary>
    public string? ParentId { get; init; }

    /// <summary>
    /// The counter, in millionths of a joule; null if it cannot be read. It begins anew at
    /// <see cref="MaximumMicrojoules"/>. Linux: <c>energy_uj</c>.
    /// </summary>
    public long? EnergyMicrojoules { get; init; }

    /// <summary>
    /// The largest number of the counter, after which it begins at 0; null if unknown. Linux: <c>max_energy_range_uj</c>.
    /// </summary>
    public long? MaximumMicrojoules { get; init; }

    /// <summary>Why <see cref="EnergyMicrojoules"/> is missing; null if it is not.</summary>
    public UnavailableReason? Unavailable { get; init; }

    /// <summary>The joules since an earlier reading of the same zone; null if one is unknown or they do not fit.</summary>
    internal double? JoulesSince(EnergyZone earlier)
    {
        if (EnergyMicrojoules is not { } now || earlier.EnergyMicrojoules is not { } before)
        {
            return null;
        }

        const double MicrojoulesPerJoule = 1_000_000;
        return now >= before ? (now - before) / MicrojoulesPerJoule
            : MaximumMicrojoules is { } most && most >= before ? ((double)most - before + now) / MicrojoulesPerJoule
            : null;
    }
}
