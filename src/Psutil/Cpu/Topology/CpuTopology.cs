using System.Runtime.InteropServices;

namespace Psutil;

/// <summary>What the machine's CPUs are, and how sockets, cores, caches and NUMA nodes group them.</summary>
/// <remarks>A value that the operating system does not report is null. Two topologies are equal only if they are the same object.</remarks>
public sealed class CpuTopology
{
    /// <summary>
    /// The CPU's name, such as <c>AMD EPYC 9654 96-Core Processor</c>; that of the fastest CPUs if they differ (see
    /// <see cref="LogicalCpu.ModelName"/>), and null if unknown.
    /// </summary>
    /// <remarks>
    /// Linux: <c>/proc/cpuinfo</c>, and for ARM the name of its implementer and part there. Windows: <c>ProcessorNameString</c> in the
    /// registry. macOS: <c>machdep.cpu.brand_string</c>. FreeBSD, OpenBSD: <c>hw.model</c>. NetBSD: <c>machdep.cpu_brand</c>, else
    /// <c>hw.model</c>.
    /// </remarks>
    public string? ModelName { get; init; }

    /// <summary>
    /// The CPU's vendor as the CPU names itself (<c>GenuineIntel</c>), or the name of an ARM implementer; null if unknown.
    /// </summary>
    /// <remarks>
    /// Linux: <c>/proc/cpuinfo</c>. Windows: <c>VendorIdentifier</c> in the registry. macOS: <c>machdep.cpu.vendor</c> of a Mac with an
    /// Intel processor. FreeBSD, OpenBSD, NetBSD: the CPUID instruction.
    /// </remarks>
    public string? Vendor { get; init; }

    /// <summary>The architecture of the operating system; null if unknown, as that of another machine's files can be.</summary>
    public Architecture? Architecture { get; init; }

    /// <summary>The number of sockets (packages) with CPUs that are online; null if unknown.</summary>
    public int? SocketCount { get; init; }

    /// <summary>The number of dies with CPUs that are online; null if unknown. Linux 5.3 and later on x86, Windows 11.</summary>
    public int? DieCount { get; init; }

    /// <summary>The number of cores with CPUs that are online; null if unknown.</summary>
    public int? CoreCount { get; init; }

    /// <summary>The logical CPUs in the order of their numbers, on Linux including those that are offline.</summary>
    public required IReadOnlyList<LogicalCpu> Cpus { get; init; }

    /// <summary>
    /// The caches, each once, by level, kind and first CPU; null if unknown. Virtual machines and ARM boards often do not report them.
    /// </summary>
    /// <remarks>
    /// Linux: <c>cpuN/cache/indexN</c> of sysfs. Windows: <c>GetLogicalProcessorInformationEx</c>. macOS: <c>hw.perflevelN</c> or
    /// <c>hw.l1dcachesize</c> and its siblings. The BSDs do not report them.
    /// </remarks>
    public IReadOnlyList<CpuCache>? Caches { get; init; }

    /// <summary>The NUMA nodes in the order of their numbers; null if unknown. A machine without NUMA has one node or none.</summary>
    /// <remarks>
    /// Linux: <c>/sys/devices/system/node</c>. Windows: <c>GetLogicalProcessorInformationEx</c> and <c>GetNumaAvailableMemoryNodeEx</c>.
    /// FreeBSD: <c>vm.ndomains</c> and <c>dev.cpu.N.%domain</c>. Other systems do not report them.
    /// </remarks>
    public IReadOnlyList<NumaNode>? NumaNodes { get; init; }

    /// <summary>The number of logical CPUs per core that are online, where all cores have the same; else null.</summary>
    public int? ThreadsPerCore
    {
        get
        {
            int online = Cpus.Count(cpu => cpu.IsOnline == true);
            return CoreCount is > 0 and { } cores && online % cores == 0 && IsEven(online / cores) ? online / cores : null;
        }
    }

    // Hybrid processors have cores with two CPUs beside cores with one.
    private bool IsEven(int perCore)
    {
        Dictionary<int, int> counts = [];
        foreach (LogicalCpu cpu in Cpus)
        {
            if (cpu is { IsOnline: true, CoreNumber: { } core })
            {
                counts[core] = counts.GetValueOrDefault(core) + 1;
            }
        }

        return counts.Values.All(count => count == perCore);
    }
}
