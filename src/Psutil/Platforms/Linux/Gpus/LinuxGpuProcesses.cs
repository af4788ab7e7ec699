using System.Runtime.CompilerServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Nvidia;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Finds the processes that have descriptors of <c>/dev/dri</c>, and reads what the driver reports of each. A process without any costs the
/// reading of its links.
/// </summary>
[SkipLocalsInit]
internal sealed class LinuxGpuProcesses(LinuxRoots roots, LinuxProcesses processes, LinuxGpuClients clients)
{
    // How long all processes together may wait for drivers that do not answer.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>The processes.</summary>
    /// <param name="others">Those that NVML lists, whose driver reports nothing in <c>fdinfo</c>.</param>
    /// <param name="unavailableGpus">Why the processes of a GPU are missing.</param>
    public GpuProcessList Find(IReadOnlyList<NvmlProcess> others, IReadOnlyDictionary<string, Unavailability> unavailableGpus)
    {
        IReadOnlyList<int> pids = processes.GetPids();
        Look?[] looks = processes.Captures.Watch(pids, LongestWait, (int index, scoped ref LinuxCaptureScope scope) =>
            LookAt(pids[index], ref scope)
        );
        List<GpuProcess> found = [];
        Dictionary<OSProcess, Unavailability> unavailable = [];
        HashSet<(string Gpu, ulong Client)> counted = [];

        // A client that several processes hold counts for the first of them, which is the one that made it unless it was handed over.
        Dictionary<int, Look> known = [];
        foreach (Look look in looks.OfType<Look>().OrderBy(look => look.Process.StartTime).ThenBy(look => look.Process.Pid))
        {
            known[look.Process.Pid] = look;
            OSProcess process = processes.FromIdentity(look.Process);
            if (look.Missing is { } missing)
            {
                unavailable[process] = missing;
            }

            foreach (IGrouping<string, LinuxGpuClient> ofGpu in look.Clients.GroupBy(client => client.Gpu))
            {
                LinuxGpuClient[] own = [.. ofGpu.Where(client => client.Info.ClientId is not { } id || counted.Add((client.Gpu, id)))];
                if (own.Length > 0)
                {
                    found.Add(ToProcess(process, ofGpu.Key, own));
                }
            }
        }

        HashSet<(int Pid, string Gpu)> listed = [.. found.Select(process => (process.Process.Pid, process.GpuId))];
        foreach (NvmlProcess other in others)
        {
            if (known.TryGetValue(other.Pid, out Look? look) && IsItself(look) && listed.Add((other.Pid, other.Address)))
            {
                found.Add(
                    new GpuProcess
                    {
                        Process = processes.FromIdentity(look.Process),
                        GpuId = other.Address,
                        Memory = other.Memory,
                        UtilizationPercent = other.Use,
                        Engines = new Dictionary<string, GpuEngine>(),
                    }
                );
            }
        }

        found.Sort(
            static (left, right) =>
                left.Process.Pid != right.Process.Pid
                    ? left.Process.Pid.CompareTo(right.Process.Pid)
                    : NaturalOrder.Instance.Compare(left.GpuId, right.GpuId)
        );
        return new GpuProcessList
        {
            Processes = found,
            Unavailable = unavailable,
            UnavailableGpus = unavailableGpus,
        };
    }

    // NVML's PIDs are those of the first PID namespace. In a container another process can have the same one here, so it must have a
    // descriptor of NVIDIA's driver, or be hidden from us where the PIDs are the same.
    private bool IsItself(Look look) => look.UsesNvidia || (look.Missing is not null && processes.IsInFirstPidNamespace);

    private static GpuProcess ToProcess(OSProcess process, string gpu, LinuxGpuClient[] clients)
    {
        GpuClientSum sum = GpuClientSum.Of(clients);
        return new GpuProcess
        {
            Process = process,
            GpuId = gpu,
            Memory = sum.Memory,
            SharedMemory = sum.SharedMemory,
            Engines = sum.Engines,
            Clients = sum.Clients,
        };
    }

    /// <summary>Looks at one process; null if it uses no GPU, or is gone.</summary>
    private Look? LookAt(int pid, scoped ref LinuxCaptureScope scope)
    {
        ReadResult listed = clients.List(pid, out List<(int Descriptor, string Node)>? nodes, out bool usesNvidia);
        if (listed.IsMalformed)
        {
            return Unreadable(pid, new Unavailability { Reason = UnavailableReason.Malformed, MalformedField = listed.Call });
        }

        if (listed.Failed)
        {
            return LinuxGpuClients.IsGone(listed)
                ? null
                : Unreadable(pid, ReasonOf(listed, KernelPath.OfProcess(pid, "fd"u8, stackalloc byte[KernelPath.Room])));
        }

        return nodes is null && !usesNvidia ? null : ReadClients(pid, nodes ?? [], usesNvidia, ref scope);
    }

    private Look? ReadClients(int pid, List<(int Descriptor, string Node)> nodes, bool usesNvidia, scoped ref LinuxCaptureScope scope)
    {
        ReadResult started = LinuxProcessReader.ReadStartTime(roots.Proc, pid, out long? startTime);
        if (started.Failed && LinuxGpuClients.IsGone(started))
        {
            return null;
        }

        ProcessIdentity process = new(pid, startTime);
        if (nodes.Count > 0 && !scope.TryBeginWait(WaitKind.Files))
        {
            return new Look(process, [], usesNvidia, new Unavailability { Reason = UnavailableReason.TimedOut });
        }

        List<LinuxGpuClient> found = clients.Read(pid, nodes, out (int Descriptor, ReadResult Result)? failure);
        if (nodes.Count > 0)
        {
            scope.EndWait();
        }

        Unavailability? missing = failure is var (descriptor, result)
            ? ReasonOf(result, LinuxGpuClients.PathOf(pid, "/fdinfo/"u8, descriptor, stackalloc byte[KernelPath.Room]))
            : null;

        // If it has the start time of before still, all that was found in between is its own.
        ReadResult again = LinuxProcessReader.ReadStartTime(roots.Proc, pid, out long? startTimeAfter);
        bool isOther = (again.Failed && LinuxGpuClients.IsGone(again)) || startTimeAfter != startTime;
        return isOther || (found.Count == 0 && missing is null && !usesNvidia) ? null : new Look(process, found, usesNvidia, missing);
    }

    private Look Unreadable(int pid, Unavailability reason)
    {
        _ = LinuxProcessReader.ReadStartTime(roots.Proc, pid, out long? startTime);
        return new Look(new ProcessIdentity(pid, startTime), [], UsesNvidia: false, reason);
    }

    private Unavailability ReasonOf(ReadResult failure, ReadOnlySpan<byte> path) =>
        new()
        {
            Reason = failure.Error is Errno.EACCES or Errno.EPERM ? UnavailableReason.Denied : UnavailableReason.Failed,
            Error = roots.Proc.Describe(failure, path),
        };

    private sealed record Look(ProcessIdentity Process, IReadOnlyList<LinuxGpuClient> Clients, bool UsesNvidia, Unavailability? Missing);
}
