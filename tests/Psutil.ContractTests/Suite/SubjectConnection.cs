using System.Net;

namespace Psutil.ContractTests.Suite;

/// <summary>Sockets of this process; closed when disposed.</summary>
/// <param name="local">Where a server listens, or a UDP socket is bound.</param>
/// <param name="client">The client's end; null of a UDP socket.</param>
/// <param name="close">Closes them.</param>
public sealed class SubjectConnection(IPEndPoint local, IPEndPoint? client, Action close) : IDisposable
{
    public IPEndPoint Local { get; } = local;

    public IPEndPoint? Client { get; } = client;

    public void Dispose() => close();
}
