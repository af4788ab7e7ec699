namespace Psutil;

/// <summary>The options of <see cref="Processes.CreateNetworkMeter"/>.</summary>
public sealed record ProcessNetworkMeterOptions
{
    /// <summary>
    /// Whether to count each connection as well (<see cref="ProcessNetworkReading.Connections"/>). False by default. BPF: a call that
    /// sends or receives then costs about twice as much, a reading waits some tens of milliseconds for the kernel, and its tables take
    /// 9 MB. TCP sockets: nothing more.
    /// </summary>
    public bool IncludeConnections { get; init; }

    /// <summary>
    /// The only process to report; null, the default, for all. TCP sockets: only its descriptors are read, and a socket that it shares
    /// counts for it. BPF: the kernel counts all processes.
    /// </summary>
    public ProcessIdentity? Process { get; init; }

    /// <summary>
    /// Whether BPF programs may be loaded: true by default, unless the environment variable <c>PSUTIL_BPF</c> is <c>0</c>. Otherwise
    /// <see cref="ProcessNetworkSource.TcpSockets"/> is used.
    /// </summary>
    public bool AllowBpf { get; init; } = Environment.GetEnvironmentVariable("PSUTIL_BPF") != "0";
}
