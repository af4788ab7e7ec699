using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.MacOS.Interop;

namespace Psutil.Platforms.MacOS;

/// <summary>The network of a Mac.</summary>
internal sealed class MacOSNetwork(Machine machine, Processes processes, Architecture architecture)
    : BsdNetwork<InterfaceMessage, MacOSMediaRequest>(machine)
{
    private static readonly SysctlNode Data = new(
        "net.link.generic.ifdata",
        SysctlNumbers.CTL_NET,
        InterfaceStatistics.PF_LINK,
        InterfaceStatistics.NETLINK_GENERIC,
        InterfaceStatistics.IFMIB_IFDATA
    );

    private protected override int IPv6Family => MachineNumbers.AF_INET6;

    protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options) =>
        MacOSConnections.ReadAll(processes.GetPids(), options.Kinds, options.IncludeOwners);

    // The list cuts the bytes to 32 bits and rounds them, for programs that are not Apple's (bsd/net/rtsock.c, ALIGN_BYTES).
    private protected override NetworkIOCounters? ReadCounters(InterfaceRecord record)
    {
        ReadResult result = Data.Read(out InterfaceStatistics statistics, record.Index, InterfaceStatistics.IFDATA_GENERAL);
        if (result.Failed)
        {
            return result.Error == Errno.ENOENT ? null : throw Data.ToException(result, record.Index, InterfaceStatistics.IFDATA_GENERAL);
        }

        if (result.Value != Unsafe.SizeOf<InterfaceStatistics>())
        {
            throw new MalformedDataException($"sysctl({Data.Name})", nameof(InterfaceStatistics));
        }

        // Its index can have passed to another interface since the listing.
        return OSText.GetString(statistics.Name) == record.Name ? statistics.ToRecord(record.Name).Counters : null;
    }

    private protected override bool PassesArgumentOnStack => architecture == Architecture.Arm64;
}
