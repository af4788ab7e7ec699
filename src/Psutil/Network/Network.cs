namespace Psutil;

/// <summary>The machine's network interfaces and sockets.</summary>
public abstract partial class Network
{
    private readonly Machine _machine;

    /// <summary>Creates the facet.</summary>
    /// <param name="machine">The machine that it belongs to, whose clock it goes by. It is not used before it is needed.</param>
    protected Network(Machine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        _machine = machine;
    }

    /// <summary>
    /// The I/O counters of each interface since it came up, by name. They never run backwards, even if the operating system's counters
    /// wrap.
    /// </summary>
    /// <remarks>
    /// Linux: <c>/proc/net/dev</c>. Windows: <c>GetIfTable2</c>. macOS: <c>NET_RT_IFLIST2</c>. BSD: <c>NET_RT_IFLIST</c>.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface();

    /// <summary>
    /// The addresses of each interface, by name, in the operating system's order. The list of an interface without addresses is empty.
    /// </summary>
    /// <remarks>
    /// Linux: rtnetlink. An IPv4 address with a label (<c>eth0:1</c>) is listed under its label, as <c>ifconfig</c> does. With
    /// <see cref="MachineOptions.ProcPath"/>, <c>net/if_inet6</c> and <c>/sys/class/net</c>, which do not contain IPv4 addresses. Windows:
    /// <c>GetAdaptersAddresses</c>. macOS, BSD: <c>getifaddrs</c>.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> GetInterfaceAddresses();

    /// <summary>The state of each interface, by name.</summary>
    /// <remarks>
    /// Linux: flags and MTU from rtnetlink (from sysfs with <see cref="MachineOptions.ProcPath"/>), speed and duplex from
    /// <c>/sys/class/net</c>. Windows: <c>GetIfTable2</c>, which does not report the duplex. macOS, BSD: the routing socket's list of
    /// interfaces, and the duplex by <c>ioctl</c>.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract IReadOnlyDictionary<string, InterfaceState> GetInterfaceStates();

    /// <summary>The machine's sockets.</summary>
    /// <param name="kinds">The kinds of sockets to include: TCP and UDP (<see cref="ConnectionKinds.Inet"/>) by default.</param>
    /// <param name="owners">Whether to find the process that holds each socket. True by default. On Linux this reads every descriptor of
    /// every process, which costs several times as much as the list of sockets. A socket with several descriptors, in one process or
    /// several, is listed once for each descriptor.</param>
    /// <remarks>
    /// Linux: sock_diag netlink, then <c>/proc/net</c>, which contains neither the scope of link-local addresses nor the peer of UNIX
    /// sockets. The result has the sockets of the caller's network namespace. Only root can see which of other users' processes hold a
    /// socket; otherwise the owner is null. Windows: <c>GetExtendedTcpTable</c> and <c>GetExtendedUdpTable</c>, which include the owners.
    /// macOS: the sockets of each process that the caller may read, from libproc. FreeBSD, NetBSD: <c>net.inet</c> and <c>net.local</c>;
    /// OpenBSD: <c>kern.file</c>.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public IReadOnlyList<NetworkConnection> GetConnections(ConnectionKinds kinds = ConnectionKinds.Inet, bool owners = true) =>
        GetConnectionsCore(new ConnectionOptions { Kinds = kinds, IncludeOwners = owners });

    /// <summary>The sum of the I/O counters of all interfaces; null if the machine has none.</summary>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public NetworkIOCounters? GetIOCounters() => GetIOCountersCore();

    /// <summary>
    /// Creates a meter, which measures the I/O per second of all interfaces together and of each since its previous reading. Its first
    /// sample is taken now.
    /// </summary>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public NetworkMeter CreateMeter() => new(this);

    /// <summary>The clock that meters go by.</summary>
    internal TimeProvider Clock => _machine.TimeProvider;

    /// <summary>The machine's sockets.</summary>
    protected abstract IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options);

    /// <summary>The sum of the I/O counters of all interfaces.</summary>
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
