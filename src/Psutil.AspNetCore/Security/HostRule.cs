using System.Net;

namespace Psutil.AspNetCore.Security;

/// <summary>
/// Which names of this machine a request can use. A page of somebody else reaches a server here if its name is made to resolve to this
/// machine (DNS rebinding), and a browser then takes both for one site: only names that nobody else can define are safe.
/// </summary>
internal sealed class HostRule(IEnumerable<string> allowed)
{
    private readonly HashSet<string> _names = new(
        [.. allowed, Environment.MachineName.ToLowerInvariant()],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Whether the name is one of the loopback interface.</summary>
    public static bool IsLoopback(HostString host) =>
        Address(host) is { } address
            ? IPAddress.IsLoopback(address)
            : string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the name is this machine's: an address, <c>localhost</c>, its host name, or one that is allowed.</summary>
    public bool IsOwn(HostString host) =>
        Address(host) is not null
        || string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (host.Host is { Length: > 0 } name && _names.Contains(name));

    private static IPAddress? Address(HostString host) =>
        IPAddress.TryParse(host.Host.AsSpan().Trim("[]"), out IPAddress? address) ? address : null;
}
