namespace Psutil;

/// <summary>A client of a GPU's driver in two samples: its counts can only be compared with its own.</summary>
/// <param name="Gpu">The id of the GPU.</param>
/// <param name="Client">The driver's number of the client; 0 if clients are not known.</param>
/// <param name="Process">The process, if clients are not known and several processes are compared.</param>
internal readonly record struct GpuClientKey(string Gpu, ulong Client, ProcessIdentity? Process)
{
    /// <summary>The clients of a process of which only the GPU is compared.</summary>
    public static IEnumerable<KeyValuePair<GpuClientKey, IReadOnlyDictionary<string, GpuEngine>>> ClientsOf(ProcessGpuCounters gpu) =>
        ClientsOf(gpu, null);

    /// <summary>The clients of a process, with the time that each engine has worked for them.</summary>
    public static IEnumerable<KeyValuePair<GpuClientKey, IReadOnlyDictionary<string, GpuEngine>>> ClientsOf(
        ProcessGpuCounters gpu,
        ProcessIdentity? process
    ) =>
        gpu.Clients is { } clients
            ? clients.Select(client => KeyValuePair.Create(new GpuClientKey(gpu.GpuId, client.Id, null), client.Engines))
            : [KeyValuePair.Create(new GpuClientKey(gpu.GpuId, 0, process), gpu.Engines)];

    /// <summary>Each engine's work, in percent, for the clients that were there both times.</summary>
    public static Dictionary<string, double> Compare(
        ProcessGpuCounters gpu,
        ProcessIdentity? process,
        IReadOnlyDictionary<GpuClientKey, IReadOnlyDictionary<string, GpuEngine>> earlier,
        TimeSpan elapsed
    )
    {
        Dictionary<string, double> percents = new(StringComparer.Ordinal);
        foreach ((GpuClientKey key, IReadOnlyDictionary<string, GpuEngine> engines) in ClientsOf(gpu, process))
        {
            if (!earlier.TryGetValue(key, out IReadOnlyDictionary<string, GpuEngine>? before))
            {
                continue;
            }

            foreach ((string name, GpuEngine engine) in engines)
            {
                if (before.TryGetValue(name, out GpuEngine then) && engine.PercentSince(then, elapsed) is { } percent)
                {
                    percents[name] = Math.Min(percents.GetValueOrDefault(name) + percent, 100);
                }
            }
        }

        return percents;
    }

    /// <summary>The use of the engine that is used most; null if none is known.</summary>
    public static double? Busiest(Dictionary<string, double> engines) => engines.Count == 0 ? null : engines.Values.Max();
}
