using System.Net.NetworkInformation;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>An interface as rtnetlink reports it.</summary>
internal sealed class NetworkLink
{
    public required int Index { get; init; }

    public required string Name { get; init; }

    /// <summary><c>IFF_*</c>.</summary>
    public required uint Flags { get; init; }

    public int? Mtu { get; init; }

    /// <summary>Null if it has none, such as a TUN interface.</summary>
    public PhysicalAddress? Address { get; init; }

    public PhysicalAddress? Broadcast { get; init; }
}
