using System.Runtime.CompilerServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Reads what one process has opened of GPUs: the descriptors of <c>/dev/dri</c>, and what the driver reports of each.</summary>
[SkipLocalsInit]
internal sealed class LinuxGpuClients(LinuxRoots roots, LinuxGpuDevices devices)
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

    private readonly Dictionary<string, string?> _gpuOfNode = new(StringComparer.Ordinal);

    /// <summary>Finds the descriptors that lead to a GPU. Reads nothing that can wait.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="nodes">The descriptors of DRM drivers, with the names of their nodes; null if there are none.</param>
    /// <param name="usesNvidia">Whether it has a descriptor of NVIDIA's own driver.</param>
    public ReadResult List(int pid, out List<(int Descriptor, string Node)>? nodes, out bool usesNvidia)
    {
        nodes = null;
        usesNvidia = false;
        Span<byte> room = stackalloc byte[KernelPath.Room];
        ReadResult opened = roots.Proc.OpenDirectory(KernelPath.OfProcess(pid, "fd"u8, room));
        if (opened.Failed)
        {
            return opened;
        }

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

        return entries.IsMalformed ? ReadResult.Malformed("number of descriptors") : ReadResult.Success(nodes?.Count ?? 0);
    }

    /// <summary>Reads what the driver reports of the descriptors, each client once. A driver can keep its reader waiting.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="nodes">From <see cref="List"/>.</param>
    /// <param name="failure">The first descriptor that could not be read, and why; null if all could be read, or are closed.</param>
    public List<LinuxGpuClient> Read(int pid, List<(int Descriptor, string Node)> nodes, out (int Descriptor, ReadResult Result)? failure)
    {
        failure = null;
        List<LinuxGpuClient> clients = [];
        HashSet<(string Gpu, ulong Client)> seen = [];
        Span<byte> room = stackalloc byte[KernelPath.Room];
        Span<byte> text = stackalloc byte[LongestFdinfo];
        foreach ((int descriptor, string node) in nodes)
        {
            ReadResult read = roots.Proc.Read(PathOf(pid, "/fdinfo/"u8, descriptor, room), text);
            if (read.Failed)
            {
                failure ??= IsGone(read) ? null : (descriptor, read);
            }
            else if (
                DrmFdinfo.TryParse(text[..read.Value], out DrmFdinfo? info)
                && (info.PciAddress ?? GpuOfNode(node)) is { } gpu
                && (info.ClientId is not { } id || seen.Add((gpu, id)))
            )
            {
                clients.Add(new LinuxGpuClient(gpu, info));
            }
        }

        return clients;
    }

    /// <summary>What a process uses of each GPU, by id; null, with the failure noted, if it cannot be read.</summary>
    public LinuxGpuCounters? ReadCounters(int pid, ref CaptureFailures failures)
    {
        ReadResult listed = List(pid, out List<(int Descriptor, string Node)>? nodes, out bool usesNvidia);
        if (listed.IsMalformed)
        {
            failures.AddMalformed(ProcessFields.Gpu, "fd", listed.Call!);
            return null;
        }

        if (listed.Failed)
        {
            failures.Add(ProcessFields.Gpu, "fd", listed);
            return null;
        }

        LinuxGpuCounters counters = new(usesNvidia);
        if (nodes is null)
        {
            return counters;
        }

        List<LinuxGpuClient> clients = Read(pid, nodes, out (int Descriptor, ReadResult Result)? failure);
        if (failure is var (descriptor, result))
        {
            failures.Add(ProcessFields.Gpu, string.Create(CultureInfo.InvariantCulture, $"fdinfo/{descriptor}"), result);
            return null;
        }

        counters.Take(clients);
        return counters;
    }

    /// <summary>Whether a failed read means that the process or its descriptor is gone.</summary>
    public static bool IsGone(ReadResult failure) => failure.Error is Errno.ENOENT or Errno.ESRCH;

    /// <summary>The path of a descriptor, for the text of an error.</summary>
    public static ReadOnlySpan<byte> PathOf(int pid, ReadOnlySpan<byte> folder, int descriptor, Span<byte> room)
    {
        KernelPath path = new(room);
        path.Append(pid);
        path.Append(folder);
        path.Append(descriptor);
        return path.Terminated;
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
}
