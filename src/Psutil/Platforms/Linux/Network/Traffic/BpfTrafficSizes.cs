namespace Psutil.Platforms.Linux;

/// <summary>How much room there is in the kernel's tables of traffic.</summary>
/// <param name="Processes">The number of processes; each takes some 120 bytes.</param>
/// <param name="Connections">The number of connections between two readings; each takes some 280 bytes. 0 to count none.</param>
internal sealed record BpfTrafficSizes(int Processes, int Connections = 0)
{
    private const int UsualProcesses = 32_768;
    private const int UsualConnections = 32_768;

    public static BpfTrafficSizes Usual(bool countsConnections = false) => new(UsualProcesses, countsConnections ? UsualConnections : 0);
}
