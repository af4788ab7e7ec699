namespace Psutil;

/// <summary>Kinds of sockets. They can be combined.</summary>
[Flags]
public enum ConnectionKinds
{
    /// <summary>No sockets.</summary>
    None = 0,

    /// <summary>TCP over IPv4.</summary>
    Tcp4 = 1,

    /// <summary>TCP over IPv6.</summary>
    Tcp6 = 2,

    /// <summary>UDP over IPv4.</summary>
    Udp4 = 4,

    /// <summary>UDP over IPv6.</summary>
    Udp6 = 8,

    /// <summary>UNIX sockets.</summary>
    Unix = 16,

    /// <summary>TCP.</summary>
    Tcp = Tcp4 | Tcp6,

    /// <summary>UDP.</summary>
    Udp = Udp4 | Udp6,

    /// <summary>IPv4.</summary>
    Inet4 = Tcp4 | Udp4,

    /// <summary>IPv6.</summary>
    Inet6 = Tcp6 | Udp6,

    /// <summary>IPv4 and IPv6.</summary>
    Inet = Inet4 | Inet6,

    /// <summary>All kinds of sockets.</summary>
    All = Inet | Unix,
}
