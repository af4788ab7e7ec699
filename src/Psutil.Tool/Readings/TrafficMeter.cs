namespace Psutil.Tool.Readings;

/// <summary>Opens what counts the traffic of processes.</summary>
internal static class TrafficMeter
{
    /// <exception cref="PsutilException">It cannot be counted; where a system does not offer it, the message says so.</exception>
    public static ProcessNetworkMeter Open(Machine machine, ProcessNetworkMeterOptions options)
    {
#pragma warning disable CA1416 // Where this is not offered, the exception says so better than the compiler could.
        return machine.Processes.CreateNetworkMeter(options);
#pragma warning restore CA1416
    }
}
