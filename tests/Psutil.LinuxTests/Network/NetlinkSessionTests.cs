using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Unix;

namespace Psutil.LinuxTests;

public class NetlinkSessionTests
{
    [Fact]
    public void AProtocolThatTheKernelLacksIsAFailureOfTheSocket()
    {
        using NetlinkSession session = new(protocol: 31);
        ReadResult result = session.List(RouteMessageType.GetLink, default(RouteLinkMessage), () => { }, (_, _) => { });
        Assert.Equal(("socket", true), (result.Call, result.Failed));
    }

    [Theory]
    [InlineData(3, 6)]
    [InlineData(AddressFamilyNumber.InterNetwork, 200)]
    public void AListThatTheKernelLacksIsAFailureAndTheNextListWorks(byte family, byte protocol)
    {
        using NetlinkSession session = new(NetlinkProtocol.SocketDiagnostics);
        int messages = 0;
        void Count(ushort type, ReadOnlySpan<byte> payload) => messages++;
        InetDiagnosticsRequest request = new()
        {
            Family = family,
            Protocol = protocol,
            States = uint.MaxValue,
        };
        ReadResult failed = session.List(SocketDiagnosticsType.ByFamily, in request, () => messages = 0, Count);
        Assert.Equal(("recvfrom", Errno.ENOENT, 0), (failed.Call, failed.Error, messages));

        using System.Net.Sockets.Socket listener = SocketKindTests.Listen(System.Net.IPAddress.Loopback);
        request = new()
        {
            Family = AddressFamilyNumber.InterNetwork,
            Protocol = 6,
            States = uint.MaxValue,
        };
        Assert.False(session.List(SocketDiagnosticsType.ByFamily, in request, () => messages = 0, Count).Failed);
        Assert.NotEqual(0, messages);
    }

    [Fact]
    public void WithoutARestartNothingIsHandedOverTwice()
    {
        using NetlinkSession session = new(NetlinkProtocol.Route);
        Assert.False(LinuxNetworkLinks.Read(session, []).Failed);
        List<Psutil.Platforms.Linux.Parsing.NetworkLink> links = [];
        Assert.False(LinuxNetworkLinks.Read(session, links).Failed);
        Assert.Equal(links.Select(link => link.Index).Distinct(), links.Select(link => link.Index));
        Assert.Equal(1, links.Single(link => link.Name == "lo").Index);
    }

    [Fact]
    public void NoCallLeavesADescriptorOpen()
    {
        const int Calls = 50;
        void CallEverything()
        {
            Machine.Local.Network.GetConnections(ConnectionKinds.All);
            Files.LocalFacet.GetConnectionsOfProcess(Environment.ProcessId, ConnectionKinds.All, out _, out _);
            Files.LocalFacet.GetConnectionsOfProcess(int.MaxValue, ConnectionKinds.All, out _, out _);
            Files.Local(ConnectionKinds.All);
            Machine.Local.Network.GetInterfaceAddresses();
            Machine.Local.Network.GetInterfaceStates();
            Machine.Local.Network.GetIOCountersPerInterface();
        }

        // Other tests hold some of these too, but not for ever.
        int CountOpen() =>
            File.ReadAllLines("/proc/net/netlink").Length
            + Directory
                .GetFiles("/proc/self/fd")
                .Count(link => new FileInfo(link).LinkTarget is { } target && target.StartsWith("/proc", StringComparison.Ordinal));
        CallEverything();
        int before = CountOpen();
        for (int call = 0; call < Calls; call++)
        {
            CallEverything();
        }

        Child.Until(() => CountOpen() < before + Calls, "the descriptors to be closed");
    }
}
