namespace Psutil.Tool.Readings;

/// <summary>One reading of the network interfaces. A value that could not be read is null, and among the gaps.</summary>
internal sealed record InterfacesReading
{
    public const string PlaceOfIOCounters = "network.io_counters";

    public required IReadOnlyDictionary<string, NetworkIOCounters>? IOCounters { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>>? Addresses { get; init; }

    public required IReadOnlyDictionary<string, InterfaceState>? Statistics { get; init; }

    public static InterfacesReading Take(Network network, Gaps gaps) =>
        new()
        {
            IOCounters = gaps.Read(PlaceOfIOCounters, network.GetIOCountersPerInterface),
            Addresses = gaps.Read("network.addresses", network.GetInterfaceAddresses),
            Statistics = gaps.Read("network.stats", network.GetInterfaceStates),
        };
}
