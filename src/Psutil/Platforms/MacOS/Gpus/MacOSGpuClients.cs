using Psutil.Platforms.MacOS.Interop;
using Psutil.Platforms.MacOS.Parsing;

namespace Psutil.Platforms.MacOS;

/// <summary>
/// The clients of one accelerator, which are its children in IOKit's registry: each has the process that opened it, and how long the GPU
/// has worked for it (<c>AppUsage</c>). They can be read without root.
/// </summary>
internal static class MacOSGpuClients
{
    // A process can open as many as it likes.
    private const int MostClients = 65536;
    private const int MostUses = 1024;

    // The driver does not divide the time by engines.
    private const string Engine = "gpu";

    // A client that only holds memory or a surface reports no time.
    private static readonly IReadOnlyDictionary<string, GpuEngine> NoEngines = new Dictionary<string, GpuEngine>().AsReadOnly();

    /// <summary>The clients by their processes.</summary>
    public static Dictionary<int, List<GpuClient>> Read(uint accelerator)
    {
        Dictionary<int, List<GpuClient>> clients = [];
        foreach (uint child in IOKit.ListChildren(accelerator, MostClients))
        {
            nint properties = IOKit.GetProperties(child);
            if (
                properties != 0
                && GpuRegistryText.FindProcess(CoreFoundation.ToText(CoreFoundation.GetValue(properties, "IOUserClientCreator"))) is { } pid
                && IOKit.GetId(child) is { } id
            )
            {
                if (!clients.TryGetValue(pid, out List<GpuClient>? own))
                {
                    clients.Add(pid, own = []);
                }

                own.Add(new GpuClient(id, FindTime(properties) is { } time ? EngineOf(new GpuEngine { BusyTime = time }) : NoEngines));
            }

            CoreFoundation.Release(properties);
            IOKit.Release(child);
        }

        return clients;
    }

    /// <summary>What the clients of a process have used together; empty if none of them reports its time.</summary>
    public static IReadOnlyDictionary<string, GpuEngine> Sum(IReadOnlyList<GpuClient> clients)
    {
        GpuEngine? sum = null;
        foreach (GpuClient client in clients)
        {
            if (client.Engines.TryGetValue(Engine, out GpuEngine engine))
            {
                sum = sum is { } before ? GpuEngine.Sum(before, engine) : engine;
            }
        }

        return sum is { } all ? EngineOf(all) : NoEngines;
    }

    private static Dictionary<string, GpuEngine> EngineOf(GpuEngine engine) => new() { [Engine] = engine };

    // In nanoseconds: one entry for each library by which the process draws, or with older drivers one number.
    private static TimeSpan? FindTime(nint properties)
    {
        const string TimeKey = "accumulatedGPUTime";
        long? sum = CoreFoundation.ToInt64(CoreFoundation.GetValue(properties, TimeKey));
        foreach (nint use in CoreFoundation.FindList(properties, "AppUsage", MostUses))
        {
            if (CoreFoundation.IsDictionary(use) && CoreFoundation.ToInt64(CoreFoundation.GetValue(use, TimeKey)) is >= 0 and { } time)
            {
                sum = Saturating.Add(sum ?? 0, time);
            }
        }

        return sum is >= 0 and { } nanoseconds ? TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick) : null;
    }
}
