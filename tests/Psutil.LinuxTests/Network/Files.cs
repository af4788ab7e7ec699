using Psutil.Platforms.Linux;
using Psutil.Platforms.Unix;

namespace Psutil.LinuxTests;

/// <summary>The machine's own sockets by the way around netlink: <c>/proc/net</c>.</summary>
internal static class Files
{
    /// <summary>The local machine's facet, with what only the library itself may ask of it.</summary>
    public static LinuxNetwork LocalFacet { get; } = (LinuxNetwork)Machine.Local.Network;

    public static IReadOnlyList<NetworkConnection> Local(ConnectionKinds kinds, bool withOwners = false)
    {
        LinuxRoots roots = new(new MachineOptions());
        using SocketOwners? owners = withOwners ? new SocketOwners() : null;
        if (owners is not null)
        {
            Assert.False(LinuxSocketOwners.Scan(roots.Proc, owners).Failed);
            owners.Index();
        }

        ConnectionBuilder builder = new(owners, ownedOnly: false);
        ReadResult result = LinuxSocketFiles.Add(roots.Proc, ["net"], kinds, builder, out _);
        Assert.False(result.Failed);
        return builder.Connections;
    }
}
