using System.Net;

namespace Psutil.SimulatedTests.Kernel;

/// <summary>A socket of a simulated machine, and the descriptor that holds it.</summary>
/// <param name="Kind">Its one kind.</param>
/// <param name="Local">Where it is bound.</param>
/// <param name="Remote">Where it is connected.</param>
/// <param name="State">The kernel's number of a TCP state, the same on all of these systems.</param>
/// <param name="Address">Its address in the kernel.</param>
/// <param name="Pid">Who holds it.</param>
/// <param name="Descriptor">By which descriptor.</param>
public sealed record SimulatedSocket(
    ConnectionKinds Kind,
    IPEndPoint? Local,
    IPEndPoint? Remote,
    int State,
    ulong Address,
    int Pid,
    int Descriptor
)
{
    public string? Path { get; init; }

    public bool IsIPv6 => (Kind & ConnectionKinds.Inet6) != 0;
}
