namespace Psutil;

/// <summary>The machine's network interfaces and sockets.</summary>
public abstract class Network
{
    /// <summary>Makes a facet.</summary>
    protected Network()
    {
    }

    /// <summary>Counters of each interface since it came up, by name. They never run backwards: what wraps is carried on.</summary>
    /// <remarks>Linux: <c>/proc/net/dev</c>.</remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface();

    /// <summary>The addresses of each interface, by name, in the operating system's order; one entry per address.</summary>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> GetInterfaceAddresses();

    /// <summary>The state of each interface, by name.</summary>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract IReadOnlyDictionary<string, InterfaceStatistics> GetInterfaceStatistics();

    /// <summary>The machine's sockets.</summary>
    /// <param name="kinds">Which ones.</param>
    /// <param name="owners">
    /// Whether to find which process holds each socket: on Linux that means looking at every descriptor of every process, several times the cost of
    /// the sockets themselves. A socket held by several processes, or by one process twice, is listed once for each.
    /// </param>
    /// <remarks>Linux: sock_diag netlink, then <c>/proc/net</c>. Owners of other users' processes are seen by root alone: null otherwise.</remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract IReadOnlyList<NetworkConnection> GetConnections(ConnectionKinds kinds = ConnectionKinds.Inet, bool owners = true);

    /// <summary>The sum over all interfaces; null if the machine has none.</summary>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public NetworkIOCounters? GetIOCounters()
    {
        NetworkIOCounters? sum = null;
        foreach (NetworkIOCounters counters in GetIOCountersPerInterface().Values)
        {
            sum = sum is { } known ? known + counters : counters;
        }

        return sum;
    }
}
