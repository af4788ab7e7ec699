using System.Runtime.Versioning;

namespace Psutil;

public abstract partial class Processes
{
    /// <summary>
    /// Creates a meter of what each process sends and receives over TCP and UDP from now on. The caller disposes it. Tens of milliseconds
    /// where BPF programs are loaded.
    /// </summary>
    /// <param name="options">What to count besides; null, the default, for the sums of all processes.</param>
    /// <remarks>
    /// Linux: BPF programs (root); otherwise the TCP sockets that <c>sock_diag</c> lists.
    /// <see cref="ProcessNetworkMeter.Source"/> says which, <see cref="ProcessNetworkMeter.FallbackReason"/> why. Other systems do not
    /// count traffic per process.
    /// </remarks>
    /// <exception cref="PsutilNotSupportedException">All systems but Linux; the processes are those of another root.</exception>
    /// <exception cref="PsutilException">No source can be read.</exception>
    [SupportedOSPlatform("linux")]
    public ProcessNetworkMeter CreateNetworkMeter(ProcessNetworkMeterOptions? options = null) =>
        CreateNetworkMeterCore(options ?? new ProcessNetworkMeterOptions());

    /// <summary>Creates the meter.</summary>
    protected virtual ProcessNetworkMeter CreateNetworkMeterCore(ProcessNetworkMeterOptions options) =>
        throw PsutilNotSupportedException.Here("Counting the network traffic of processes");
}
