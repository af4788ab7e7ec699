using System.Net;
using System.Net.NetworkInformation;
using Psutil.ContractTests.Suite;

namespace Psutil.ContractTests;

/// <summary>
/// What the library promises of interfaces and sockets, tried on this machine's and beside what the runtime knows of them.
/// </summary>
public class NetworkContractTests() : NetworkContract(LocalSubject.Instance)
{
    [Fact]
    public void TheRuntimesAddressesAreAmongThem()
    {
        IPAddress[] ours =
        [
            .. Machine
                .Local.Network.GetInterfaceAddresses()
                .Values.SelectMany(addresses => addresses)
                .Select(address => address.Address)
                .OfType<IPAddress>(),
        ];
        IPAddress[] theirs =
        [
            .. NetworkInterface
                .GetAllNetworkInterfaces()
                .SelectMany(adapter => adapter.GetIPProperties().UnicastAddresses)
                .Select(unicast => unicast.Address),
        ];
        Assert.Subset(ours.Select(WithoutScope).ToHashSet(), theirs.Select(WithoutScope).ToHashSet());

        static string WithoutScope(IPAddress address) => new IPAddress(address.GetAddressBytes()).ToString();
    }
}
