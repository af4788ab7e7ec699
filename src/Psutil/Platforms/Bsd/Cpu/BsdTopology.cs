using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.Firmware;

namespace Psutil.Platforms.Bsd;

/// <summary>What the BSDs and macOS report of their CPUs in the same way.</summary>
internal static class BsdTopology
{
    private static readonly SysctlNode Model = new("hw.model", SysctlNumbers.CTL_HW, SysctlNumbers.HW_MODEL);

    /// <summary>The name of the CPU in <c>hw.model</c>; on macOS it is that of the machine.</summary>
    public static string? ReadModel() => Model.FindText();

    /// <summary>A topology with all that a system reports.</summary>
    /// <param name="cpu">The CPUs.</param>
    /// <param name="model">Their name.</param>
    /// <param name="vendor">Their vendor; null for that of the CPUID instruction.</param>
    /// <param name="sockets">The sockets, as far as known.</param>
    /// <param name="cores">The cores, as far as known.</param>
    /// <param name="complete">Adds what one system alone reports of a CPU.</param>
    /// <param name="caches">The caches.</param>
    /// <param name="nodes">The NUMA nodes.</param>
    public static CpuTopology Create(
        Cpu cpu,
        string? model,
        string? vendor = null,
        CpuGroups? sockets = null,
        CpuGroups? cores = null,
        Func<LogicalCpu, LogicalCpu>? complete = null,
        IReadOnlyList<CpuCache>? caches = null,
        IReadOnlyList<NumaNode>? nodes = null
    )
    {
        IReadOnlyList<CpuCoreTimes> counted = cpu.GetTimesPerCpu();
        bool? areOnline = counted.Count == cpu.GetLogicalCount() ? true : null;
        return new CpuTopology
        {
            ModelName = model,
            Vendor = vendor ?? CpuidAnswer.Read()?.Vendor,
            Architecture = RuntimeInformation.OSArchitecture,
            SocketCount = sockets?.Count,
            CoreCount = cores?.Count ?? cpu.GetPhysicalCount(),
            Cpus =
            [
                .. counted
                    .Select(core => new LogicalCpu
                    {
                        Number = core.Number,
                        IsOnline = areOnline,
                        SocketNumber = sockets?[core.Number],
                        CoreNumber = cores?[core.Number],
                        Kind = CpuCoreKind.Unknown,
                        ModelName = model,
                    })
                    .Select(core => complete?.Invoke(core) ?? core),
            ],
            Caches = caches,
            NumaNodes = nodes,
        };
    }
}
