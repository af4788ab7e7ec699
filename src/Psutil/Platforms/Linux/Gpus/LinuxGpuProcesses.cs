using System.Runtime.CompilerServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;
using Psutil.Platforms.Nvidia;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Finds the processes that have descriptors of <c>/dev/dri</c>, and reads what the driver reports of each. A process without any costs the
/// reading of its links.
/// </summary>
[SkipLocalsInit]
internal sealed class LinuxGpuProcesses(LinuxRoots roots, LinuxProcesses processes, LinuxGpuDevices devices)
{
    // A process can have a thousand million descriptors (fs.nr_open).
    private const int MostDescriptors = FileTree.MostNames;
    private const int MostGpuDescriptors = 4096;
    private const int ListingSize = 4096;
    private const int LongestFdinfo = 16 * 1024;

    // A longer path leads to no node of a GPU, except in a container that has its /dev in a deep folder.
    private const int LongestNode = 256;

    // A process names its nodes as it likes, in a mount namespace of its own.
    private const int MostNodes = 1024;

    // How long all processes together may wait for drivers that do not answer.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, string?> _gpuOfNode = new(StringComparer.Ordinal);

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

            foreach (IGrouping<string, Client> clients in look.Clients.GroupBy(client => client.Gpu))
            {
                Client[] own = [.. clients.Where(client => client.Info.ClientId is not { } id || counted.Add((client.Gpu, id)))];
                if (own.Length > 0)
                {
                    found.Add(ToProcess(process, clients.Key, own));
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

    private static GpuProcess ToProcess(OSProcess process, string gpu, Client[] clients)
    {
        Dictionary<string, GpuEngine> engines = new(StringComparer.Ordinal);
        foreach ((string name, GpuEngine engine) in clients.SelectMany(client => client.Info.Engines))
        {
            engines[name] = engines.TryGetValue(name, out GpuEngine other) ? GpuEngine.Sum(other, engine) : engine;
        }

        return new GpuProcess
        {
            Process = process,
            GpuId = gpu,
            Memory = Sum(clients, static info => info.Memory),
            SharedMemory = Sum(clients, static info => info.SharedMemory),
            Engines = engines,
            Clients =
            [
                .. clients
                    .Where(client => client.Info.ClientId is not null)
                    .Select(client => new GpuClient(client.Info.ClientId!.Value, client.Info.Engines)),
            ],
        };
    }

    private static long? Sum(Client[] clients, Func<DrmFdinfo, long?> amountOf)
    {
        long? sum = null;
        foreach (Client client in clients)
        {
            sum = amountOf(client.Info) is { } amount ? Saturating.Add(sum ?? 0, amount) : sum;
        }

        return sum;
    }

    /// <summary>Looks at one process; null if it uses no GPU, or is gone.</summary>
    private Look? LookAt(int pid, scoped ref LinuxCaptureScope scope)
    {
        Span<byte> room = stackalloc byte[KernelPath.Room];
        ReadOnlySpan<byte> folder = KernelPath.OfProcess(pid, "fd"u8, room);
        ReadResult opened = roots.Proc.OpenDirectory(folder);
        if (opened.Failed)
        {
            return IsGone(opened) ? null : Unreadable(pid, ReasonOf(opened, folder));
        }

        List<(int Descriptor, string Node)>? nodes = null;
        bool usesNvidia = false;
        Span<byte> text = stackalloc byte[LongestNode];
        using DirectoryReader entries = new(opened.Value, stackalloc byte[ListingSize], MostDescriptors);
        while (entries.MoveNext())
        {
            if (
                !Ascii.TryParseDigits(entries.Current, out int descriptor)
                || roots.Proc.ReadLink(PathOf(pid, "/fd/"u8, descriptor, room), text) is not { Failed: false } link
            )
            {
                continue;
            }

            ReadOnlySpan<byte> target = text[..link.Value];
            usesNvidia |= target.StartsWith("/dev/nvidia"u8);
            if (TryFindNode(target, out ReadOnlySpan<byte> node) && (nodes ??= []).Count < MostGpuDescriptors)
            {
                nodes.Add((descriptor, OSText.GetString(node)));
            }
        }

        if (entries.IsMalformed)
        {
            return Unreadable(pid, new Unavailability { Reason = UnavailableReason.Malformed, MalformedField = "number of descriptors" });
        }

        return nodes is null && !usesNvidia ? null : ReadClients(pid, nodes ?? [], usesNvidia, ref scope);
    }

    private Look? ReadClients(int pid, List<(int Descriptor, string Node)> nodes, bool usesNvidia, scoped ref LinuxCaptureScope scope)
    {
        ReadResult started = LinuxProcessReader.ReadStartTime(roots.Proc, pid, out long? startTime);
        if (started.Failed && IsGone(started))
        {
            return null;
        }

        ProcessIdentity process = new(pid, startTime);
        if (nodes.Count > 0 && !scope.TryBeginWait(WaitKind.Files))
        {
            return new Look(process, [], usesNvidia, new Unavailability { Reason = UnavailableReason.TimedOut });
        }

        List<Client> clients = [];
        Unavailability? missing = null;
        HashSet<(string Gpu, ulong Client)> seen = [];
        Span<byte> room = stackalloc byte[KernelPath.Room];
        Span<byte> text = stackalloc byte[LongestFdinfo];
        foreach ((int descriptor, string node) in nodes)
        {
            ReadOnlySpan<byte> path = PathOf(pid, "/fdinfo/"u8, descriptor, room);
            ReadResult read = roots.Proc.Read(path, text);
            if (read.Failed)
            {
                missing ??= IsGone(read) ? null : ReasonOf(read, path);
            }
            else if (
                DrmFdinfo.TryParse(text[..read.Value], out DrmFdinfo? info)
                && (info.PciAddress ?? GpuOfNode(node)) is { } gpu
                && (info.ClientId is not { } id || seen.Add((gpu, id)))
            )
            {
                clients.Add(new Client(gpu, info));
            }
        }

        if (nodes.Count > 0)
        {
            scope.EndWait();
        }

        // If it has the start time of before still, all that was found in between is its own.
        ReadResult again = LinuxProcessReader.ReadStartTime(roots.Proc, pid, out long? startTimeAfter);
        bool isOther = (again.Failed && IsGone(again)) || startTimeAfter != startTime;
        return isOther || (clients.Count == 0 && missing is null && !usesNvidia) ? null : new Look(process, clients, usesNvidia, missing);
    }

    private Look Unreadable(int pid, Unavailability reason)
    {
        _ = LinuxProcessReader.ReadStartTime(roots.Proc, pid, out long? startTime);
        return new Look(new ProcessIdentity(pid, startTime), [], UsesNvidia: false, reason);
    }

    // A GPU that is not on a PCI bus is known by its node alone. The walk can have several threads, of which some are left behind.
    private string? GpuOfNode(string node)
    {
        lock (_gpuOfNode)
        {
            if (!_gpuOfNode.TryGetValue(node, out string? gpu))
            {
                gpu = devices.FindByNode(node);
                if (_gpuOfNode.Count < MostNodes)
                {
                    _gpuOfNode.Add(node, gpu);
                }
            }

            return gpu;
        }
    }

    /// <summary>Whether a link leads to a node of a GPU: <c>/dev/dri/card0</c>, <c>/dev/dri/renderD128</c>.</summary>
    private static bool TryFindNode(ReadOnlySpan<byte> path, out ReadOnlySpan<byte> node)
    {
        int slash = path.LastIndexOf((byte)'/');
        node = path[(slash + 1)..];
        return slash > 0
            && path[..slash].EndsWith("/dri"u8)
            && (node.StartsWith("card"u8) || node.StartsWith("renderD"u8))
            && char.IsAsciiDigit((char)node[^1]);
    }

    private Unavailability ReasonOf(ReadResult failure, ReadOnlySpan<byte> path) =>
        new()
        {
            Reason = failure.Error is Errno.EACCES or Errno.EPERM ? UnavailableReason.Denied : UnavailableReason.Failed,
            Error = roots.Proc.Describe(failure, path),
        };

    private static bool IsGone(ReadResult failure) => failure.Error is Errno.ENOENT or Errno.ESRCH;

    private static ReadOnlySpan<byte> PathOf(int pid, ReadOnlySpan<byte> folder, int descriptor, Span<byte> room)
    {
        KernelPath path = new(room);
        path.Append(pid);
        path.Append(folder);
        path.Append(descriptor);
        return path.Terminated;
    }

    private sealed record Look(ProcessIdentity Process, IReadOnlyList<Client> Clients, bool UsesNvidia, Unavailability? Missing);

    private sealed record Client(string Gpu, DrmFdinfo Info);
}
