using Psutil.Platforms.MacOS.Interop;

namespace Psutil.Platforms.MacOS;

/// <summary>GPUs and their clients by IOKit's registry.</summary>
internal sealed class MacOSGpus(Machine machine) : Gpus(machine)
{
    private const string Accelerators = "IOAccelerator";

    private readonly Machine _machine = machine;

    public override IReadOnlyList<Gpu> GetGpus()
    {
        List<Gpu> gpus = [];
        Visit((id, draft, _) => gpus.Add(draft.Build(id)));
        gpus.Sort(static (left, right) => NaturalOrder.Instance.Compare(left.Id, right.Id));
        return gpus;
    }

    public override GpuProcessList GetProcesses()
    {
        // A client belongs to the process that has its PID before and after the clients are read.
        Dictionary<int, ProcessIdentity> before = _machine
            .Processes.Capture(ProcessFields.None)
            .ToDictionary(static snapshot => snapshot.Pid, static snapshot => snapshot.Identity);
        List<GpuProcess> found = [];
        Visit(
            (id, _, accelerator) =>
            {
                foreach ((int pid, List<GpuClient> clients) in MacOSGpuClients.Read(accelerator))
                {
                    if (
                        before.TryGetValue(pid, out ProcessIdentity identity)
                        && _machine.Processes.TryGet(pid, out OSProcess? process)
                        && process.Identity == identity
                    )
                    {
                        found.Add(
                            new GpuProcess
                            {
                                Process = process,
                                GpuId = id,
                                Engines = MacOSGpuClients.Sum(clients),
                                Clients = clients,
                            }
                        );
                    }
                }
            }
        );
        found.Sort(
            static (left, right) =>
                left.Process.Pid != right.Process.Pid
                    ? left.Process.Pid.CompareTo(right.Process.Pid)
                    : NaturalOrder.Instance.Compare(left.GpuId, right.GpuId)
        );
        return new GpuProcessList
        {
            Processes = found,
            Unavailable = new Dictionary<OSProcess, Unavailability>(),
            UnavailableGpus = new Dictionary<string, Unavailability>(),
        };
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
