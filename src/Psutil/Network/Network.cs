namespace Psutil;

/// <summary>The machine's network interfaces and sockets.</summary>
public abstract class Network
{
    /// <summary>Makes a facet.</summary>
    protected Network() { }

    /// <summary>Counters of each interface since it came up, by name. They never run backwards: what wraps is carried on.</summary>
    /// <remarks>Linux: <c>/proc/net/dev</c>. Windows: <c>GetIfTable2</c>.</remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface();

    /// <summary>
    /// The addresses of each interface, by name, in the operating system's order; one entry per address. An interface without any has an
    /// empty list.
    /// </summary>
    /// <remarks>
    /// Linux: rtnetlink. An IPv4 address with a label (<c>eth0:1</c>) stands under its label, as <c>ifconfig</c> shows it. With
    /// <see cref="MachineOptions.ProcPath"/>, <c>net/if_inet6</c> and <c>/sys/class/net</c>, which do not tell IPv4 addresses. Windows:
    /// <c>GetAdaptersAddresses</c>.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> GetInterfaceAddresses();

    /// <summary>The state of each interface, by name.</summary>
    /// <remarks>
    /// Linux: flags and MTU by rtnetlink (or from sysfs, with <see cref="MachineOptions.ProcPath"/>), speed and duplex from
    /// <c>/sys/class/net</c>. Windows: <c>GetIfTable2</c>; duplex is unknown.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract IReadOnlyDictionary<string, InterfaceState> GetInterfaceStates();

    /// <summary>The machine's sockets.</summary>
    /// <param name="kinds">Which ones.</param>
    /// <param name="owners"> Whether to find which process holds each socket: on Linux that means looking at every descriptor of every
    /// process, several times the cost of the sockets themselves. A socket held by several processes, or by one process twice, is listed
    /// once for each.
    /// </param>
    /// <remarks>
    /// Linux: sock_diag netlink, then <c>/proc/net</c>, which tells neither the scope of link-local addresses nor the other end of UNIX
    /// sockets. Only the sockets of this process's network namespace are seen. Owners of other users' processes are seen by root alone:
    /// null otherwise. Windows: <c>GetExtendedTcpTable</c> and <c>GetExtendedUdpTable</c>, which know the owners.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public IReadOnlyList<NetworkConnection> GetConnections(ConnectionKinds kinds = ConnectionKinds.Inet, bool owners = true) =>
        GetConnectionsCore(new ConnectionOptions { Kinds = kinds, IncludeOwners = owners });

    /// <summary>The sum over all interfaces; null if the machine has none.</summary>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public NetworkIOCounters? GetIOCounters() => GetIOCountersCore();

    /// <summary>The machine's sockets.</summary>
    protected abstract IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options);

    /// <summary>The sum over all interfaces.</summary>
    protected virtual NetworkIOCounters? GetIOCountersCore()
    {
        NetworkIOCounters? sum = null;
        foreach (NetworkIOCounters counters in GetIOCountersPerInterface().Values)
        {
            sum = sum is { } known ? known + counters : counters;
        }

        return sum;
    }
}
