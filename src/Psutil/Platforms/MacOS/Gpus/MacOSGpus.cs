using Psutil.Platforms.Bsd;
using Psutil.Platforms.MacOS.Interop;

namespace Psutil.Platforms.MacOS;

/// <summary>GPUs and their clients by IOKit's registry.</summary>
internal sealed class MacOSGpus(Machine machine) : Gpus(machine)
{
    private const string Accelerators = "IOAccelerator";

    private readonly Machine _machine = machine;

    public override IReadOnlyList<Gpu> GetGpus() => IOKitCalls.Read(ReadGpus, "GPUs");

    public override GpuProcessList GetProcesses()
    {
        // A client belongs to the process that has its PID before and after the clients are read.
        Dictionary<int, ProcessIdentity> before = _machine
            .Processes.Capture(ProcessFields.None)
            .ToDictionary(static snapshot => snapshot.Pid, static snapshot => snapshot.Identity);
        List<GpuProcess> found = [];
        foreach ((int pid, List<ProcessGpuCounters> uses) in ReadUses().OrderBy(static use => use.Key))
        {
            if (
                before.TryGetValue(pid, out ProcessIdentity identity)
                && _machine.Processes.TryGet(pid, out OSProcess? process)
                && process.Identity == identity
            )
            {
                found.AddRange(
                    uses.Select(use => new GpuProcess
                    {
                        Process = process,
                        GpuId = use.GpuId,
                        Engines = use.Engines,
                        Clients = use.Clients,
                    })
                );
            }
        }

        return new GpuProcessList
        {
            Processes = found,
            Unavailable = new Dictionary<OSProcess, Unavailability>(),
            UnavailableGpus = new Dictionary<string, Unavailability>(),
        };
    }

    /// <summary>What each process uses of each GPU, for a capture of processes.</summary>
    public static ProcessGpuTable ReadTable()
    {
        try
        {
            return new ProcessGpuTable(ReadUses());
        }
        catch (PsutilException exception)
        {
            return new ProcessGpuTable(exception);
        }
    }

    private static List<Gpu> ReadGpus()
    {
        List<Gpu> gpus = [];
        Visit((id, draft, _) => gpus.Add(draft.Build(id)));
        gpus.Sort(static (left, right) => NaturalOrder.Instance.Compare(left.Id, right.Id));
        return gpus;
    }

    private static Dictionary<int, List<ProcessGpuCounters>> ReadUses() => IOKitCalls.Read(ReadClients, "the clients of GPUs");

    private static Dictionary<int, List<ProcessGpuCounters>> ReadClients()
    {
        Dictionary<int, List<ProcessGpuCounters>> uses = [];
        Visit(
            (id, _, accelerator) =>
            {
                foreach ((int pid, List<GpuClient> clients) in MacOSGpuClients.Read(accelerator))
                {
                    if (!uses.TryGetValue(pid, out List<ProcessGpuCounters>? own))
                    {
                        uses.Add(pid, own = []);
                    }

                    own.Add(
                        new ProcessGpuCounters
                        {
                            GpuId = id,
                            Engines = MacOSGpuClients.Sum(clients),
                            Clients = clients,
                        }
                    );
                }
            }
        );
        foreach (List<ProcessGpuCounters> own in uses.Values)
        {
            own.Sort(static (left, right) => NaturalOrder.Instance.Compare(left.GpuId, right.GpuId));
        }

        return uses;
    }

    private static void Visit(Action<string, GpuDraft, uint> visit)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (uint accelerator in IOKit.FindAll(Accelerators))
        {
            GpuDraft draft = new MacOSGpuReader().Read(accelerator);
            string name = draft.PciAddress ?? draft.Driver ?? Accelerators;
            string id = name;
            for (int number = 2; !ids.Add(id); number++)
            {
                id = string.Create(CultureInfo.InvariantCulture, $"{name} {number}");
            }

            visit(id, draft, accelerator);
            IOKit.Release(accelerator);
        }
    }
}
