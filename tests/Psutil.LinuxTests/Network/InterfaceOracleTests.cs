using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.Json;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests;

/// <summary>The machine's own interfaces beside psutil and the runtime.</summary>
public class InterfaceOracleTests
{
    private const int Attempts = 10;

    [Fact]
    public void CountersLieBetweenTwoReadingsOfPsutil()
    {
        const string Expression = "{k: tuple(v) for k, v in psutil.net_io_counters(pernic=True, nowrap=False).items()}";
        JsonElement before = PythonPsutil.Evaluate(Expression);
        IReadOnlyDictionary<string, NetworkIOCounters> ours = Machine.Open(new MachineOptions()).Network.GetIOCountersPerInterface();
        JsonElement after = PythonPsutil.Evaluate(Expression);

        Assert.Equal(before.EnumerateObject().Select(item => item.Name).Order(), ours.Keys.Order());
        foreach ((string name, NetworkIOCounters counters) in ours)
        {
            long?[] values =
            [
                counters.BytesSent,
                counters.BytesReceived,
                counters.PacketsSent,
                counters.PacketsReceived,
                counters.ErrorsIn,
                counters.ErrorsOut,
                counters.DropsIn,
                counters.DropsOut,
            ];
            for (int index = 0; index < values.Length; index++)
            {
                Assert.InRange(values[index]!.Value, before.GetProperty(name)[index].GetInt64(), after.GetProperty(name)[index].GetInt64());
            }
        }
    }

    [Fact]
    public void TheSumIsThatOfAllInterfaces()
    {
        NetworkIOCounters? before = Machine.Local.Network.GetIOCounters();
        long bytes = Machine.Local.Network.GetIOCountersPerInterface().Values.Sum(counters => counters.BytesReceived);
        NetworkIOCounters? after = Machine.Local.Network.GetIOCounters();
        Assert.InRange(bytes, before!.Value.BytesReceived, after!.Value.BytesReceived);
    }

    [Fact]
    public void StatisticsAreThoseOfPsutil()
    {
        JsonElement theirs = PythonPsutil.Evaluate("{k: [v[0], int(v[1]), v[2], v[3], v[4]] for k, v in psutil.net_if_stats().items()}");
        IReadOnlyDictionary<string, InterfaceState> ours = Machine.Local.Network.GetInterfaceStates();
        Assert.Equal(theirs.EnumerateObject().Select(item => item.Name).Order(), ours.Keys.Order());
        foreach ((string name, InterfaceState statistics) in ours)
        {
            JsonElement expected = theirs.GetProperty(name);
            Assert.Equal(expected[4].GetString(), string.Join(',', statistics.Flags));
            Assert.Equal(expected[0].GetBoolean(), statistics.IsUp);
            Assert.Equal(
                !statistics.Flags.Contains("up")
                    ? null
                    : expected[1].GetInt32() switch
                    {
                        2 => InterfaceDuplex.Full,
                        1 => InterfaceDuplex.Half,
                        _ => null,
                    },
                statistics.Duplex
            );
            Assert.Equal(
                statistics.Flags.Contains("up") && expected[2].GetInt64() is > 0 and not 65535 and var speed ? speed : null,
                statistics.SpeedMegabitsPerSecond
            );
            Assert.Equal(expected[3].GetInt32(), statistics.Mtu);
        }
    }

    [Fact]
    public void AddressesAreThoseOfPsutil()
    {
        JsonElement theirs = PythonPsutil.Evaluate("{k: [[int(a[0])] + list(a[1:]) for a in v] for k, v in psutil.net_if_addrs().items()}");
        IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> ours = Machine.Local.Network.GetInterfaceAddresses();
        Assert.Equal(InterfaceText.OfPsutil(theirs), InterfaceText.Of(ours));
    }

    [Fact]
    public void AddressesAreThoseOfTheRuntime()
    {
        // The runtime asks getifaddrs, and gives a link-local address its scope too.
        IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> ours = Machine.Local.Network.GetInterfaceAddresses();
        NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
        Assert.NotEmpty(interfaces);
        foreach (NetworkInterface theirs in interfaces)
        {
            (string, int)[] expected =
            [
                .. theirs.GetIPProperties().UnicastAddresses.Select(item => (item.Address.ToString(), item.PrefixLength)).Order(),
            ];
            Assert.Equal(
                expected,
                ours[theirs.Name]
                    .Where(item => item.Address is not null)
                    .Select(item => (item.Address!.ToString(), item.PrefixLength!.Value))
                    .Order()
            );
            Assert.Equal(
                theirs.GetPhysicalAddress().GetAddressBytes(),
                ours[theirs.Name].FirstOrDefault(item => item.HardwareAddress is not null)?.HardwareAddress!.GetAddressBytes() ?? []
            );
        }
    }

    [Fact]
    public void FilesOfAnotherProcTellTheSameAsFarAsTheyGo()
    {
        // The same kernel under another name: nothing may be asked of netlink for it.
        Machine other = Machine.Open(new MachineOptions { ProcPath = "/proc/../proc", SysPath = "/sys/../sys" });
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Compare(other);
                return;
            }
            catch (Xunit.Sdk.XunitException) when (attempt < Attempts) { }
        }
    }

    private static void Compare(Machine other)
    {
        string[] Comparable(Machine machine) =>
            InterfaceText.Of(
                machine
                    .Network.GetInterfaceAddresses()
                    .ToDictionary(
                        pair => pair.Key,
                        IReadOnlyList<InterfaceAddress> (pair) =>
                            [.. pair.Value.Where(address => address.Family != AddressFamily.InterNetwork)]
                    )
            );
        Assert.Equal(Comparable(Machine.Local), Comparable(other));

        string[] Statistics(Machine machine) =>
            [
                .. machine
                    .Network.GetInterfaceStates()
                    .Select(pair =>
                        $"{pair.Key} {pair.Value.IsUp} {pair.Value.Duplex} {pair.Value.SpeedMegabitsPerSecond} {pair.Value.Mtu} {string.Join(',', pair.Value.Flags)}"
                    ),
            ];
        Assert.Equal(Statistics(Machine.Local), Statistics(other));
        Assert.Equal(Machine.Local.Network.GetIOCountersPerInterface().Keys, other.Network.GetIOCountersPerInterface().Keys);
    }
}
