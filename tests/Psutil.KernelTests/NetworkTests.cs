namespace Psutil.KernelTests;

/// <summary>Interfaces of kinds that few machines have, as the test made them.</summary>
public class NetworkTests(KernelMachine machine) : IClassFixture<KernelMachine>
{
    private static Network Network => Machine.Local.Network;

    [Fact]
    public void ADummyInterfaceHasItsSizeAndAddresses()
    {
        machine.Need("dummy");
        using Link link = new(
            "dum0",
            "ip link add dum0 type dummy; ip link set dum0 mtu 9000 up; ip addr add 10.9.0.1/24 dev dum0; ip -6 addr add fd00::1/64 dev dum0 nodad"
        );
        InterfaceState state = Network.GetInterfaceStates()["dum0"];
        Assert.True(state.IsUp);
        Assert.Equal(9000, state.Mtu);
        Assert.Contains("noarp", state.Flags);
        string[] addresses = [.. Network.GetInterfaceAddresses()["dum0"].Select(address => $"{address.Address}")];
        Assert.Contains("10.9.0.1", addresses);
        Assert.Contains("fd00::1", addresses);
    }

    [Fact]
    public void ABondIsAMasterAndItsMemberASlave()
    {
        machine.Need("dummy", "bonding");
        using Link member = new("dum1", "ip link add dum1 type dummy");
        using Link bond = new(
            "bond7",
            "ip link add bond7 type bond mode active-backup miimon 100; ip link set dum1 master bond7; ip link set bond7 up"
        );
        Assert.Contains("master", Network.GetInterfaceStates()["bond7"].Flags);
        Assert.Contains("slave", Network.GetInterfaceStates()["dum1"].Flags);

        // It looks after its members every 100 ms.
        Assert.True(SpinWait.SpinUntil(() => Network.GetInterfaceStates()["bond7"].IsUp, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void AVlanStandsBesideItsInterface()
    {
        machine.Need("dummy", "8021q");
        using Link link = new("dum2", "ip link add dum2 type dummy; ip link set dum2 up");
        using Link vlan = new(
            "dum2.7",
            "ip link add link dum2 name dum2.7 type vlan id 7; ip link set dum2.7 mtu 1400 up; ip addr add 10.9.7.1/24 dev dum2.7"
        );
        Assert.Equal(1400, Network.GetInterfaceStates()["dum2.7"].Mtu);
        Assert.Contains(Network.GetInterfaceAddresses()["dum2.7"], address => $"{address.Address}" == "10.9.7.1");
    }

    [Fact]
    public void APairCountsWhatPassesThroughIt()
    {
        machine.Need("veth");
        using Link pair = new("v0", "ip link add v0 type veth peer name v1; ip link set v0 up; ip link set v1 up");
        Assert.Equal(10000, Network.GetInterfaceStates()["v0"].SpeedMegabitsPerSecond);
        Assert.True(Network.GetIOCountersPerInterface().ContainsKey("v1"));
        Shell.Run("ip link set v1 down");
        Assert.False(Network.GetInterfaceStates()["v1"].IsUp);
    }

    [Fact]
    public void AnInterfaceOfAnyNameIsListedByIt()
    {
        machine.Need("dummy");
        const string Name = "wi{rd;é";
        using Link link = new(Name, $"ip link add name '{Name}' type dummy");
        Assert.False(Network.GetInterfaceStates()[Name].IsUp);
        Assert.True(Network.GetIOCountersPerInterface().ContainsKey(Name));
    }

    /// <summary>An interface, removed when disposed.</summary>
    private sealed class Link : IDisposable
    {
        private readonly string _name;

        public Link(string name, string lines)
        {
            _name = name;
            Shell.Run(lines.Replace("; ", " && ", StringComparison.Ordinal));
        }

        public void Dispose() => Shell.Run($"ip link del '{_name}'");
    }
}
