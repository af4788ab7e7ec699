using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>What the clients that a process has on one GPU use together.</summary>
internal sealed record GpuClientSum(
    long? Memory,
    long? SharedMemory,
    IReadOnlyDictionary<string, GpuEngine> Engines,
    IReadOnlyList<GpuClient> Clients
)
{
    public static GpuClientSum Of(IReadOnlyList<LinuxGpuClient> clients)
    {
        Dictionary<string, GpuEngine> engines = new(StringComparer.Ordinal);
        foreach ((string name, GpuEngine engine) in clients.SelectMany(client => client.Info.Engines))
        {
            engines[name] = engines.TryGetValue(name, out GpuEngine other) ? GpuEngine.Sum(other, engine) : engine;
        }

        return new GpuClientSum(
            Sum(clients, static info => info.Memory),
            Sum(clients, static info => info.SharedMemory),
            engines,
            [
                .. clients
                    .Where(client => client.Info.ClientId is not null)
                    .Select(client => new GpuClient(client.Info.ClientId!.Value, client.Info.Engines)),
            ]
        );
    }

    /// <summary>The same of one process.</summary>
    public ProcessGpuCounters ToCounters(string gpu) =>
        new()
        {
            GpuId = gpu,
            Memory = Memory,
            SharedMemory = SharedMemory,
            Engines = Engines,
            Clients = Clients,
        };

    private static long? Sum(IReadOnlyList<LinuxGpuClient> clients, Func<DrmFdinfo, long?> amountOf)
    {
        long? sum = null;
        foreach (LinuxGpuClient client in clients)
        {
            sum = amountOf(client.Info) is { } amount ? Saturating.Add(sum ?? 0, amount) : sum;
        }

        return sum;
    }
}
