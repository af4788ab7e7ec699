using Psutil.Platforms.Bsd;
using Psutil.SimulatedTests.FreeBsd;
using Psutil.SimulatedTests.Kernel;
using Psutil.SimulatedTests.MacOS;
using Psutil.SimulatedTests.NetBsd;
using Psutil.SimulatedTests.OpenBsd;

namespace Psutil.SimulatedTests.Systems;

/// <summary>One of the systems that are simulated: its kernel, and the library's machine over it.</summary>
/// <param name="Name">What its table is called.</param>
/// <param name="Folder">The library's folder for it.</param>
/// <param name="Boot">Starts a kernel of a version and architecture.</param>
/// <param name="Open">The library's machine.</param>
/// <param name="Signals">Its signals.</param>
internal sealed record SimulatedSystem(
    string Name,
    string Folder,
    Func<Abi.AbiTable, SimulatedMachine, SimulatedKernel> Boot,
    Func<Abi.AbiTable, Machine> Open,
    IReadOnlyDictionary<string, int> Signals
)
{
    public static IReadOnlyList<SimulatedSystem> All { get; } =
    [
        new(
            "freebsd",
            "FreeBsd",
            (abi, machine) => new FreeBsdKernel(abi, machine),
            _ => new Platforms.FreeBsd.FreeBsdMachine(MachineOptions.Default),
            BsdSignals.With(("SIGTHR", 32), ("SIGLIBRT", 33))
        ),
        new("macos", "MacOS", (abi, machine) => new MacOSKernel(abi, machine), MacOSKernel.Open, BsdSignals.Common),
        new(
            "openbsd",
            "OpenBsd",
            (abi, machine) => new OpenBsdKernel(abi, machine),
            _ => OpenBsdKernel.Open(),
            BsdSignals.With(("SIGTHR", 32))
        ),
        new(
            "netbsd",
            "NetBsd",
            (abi, machine) => new NetBsdKernel(abi, machine),
            _ => NetBsdKernel.Open(),
            BsdSignals.With(("SIGPWR", 32))
        ),
    ];

    public static SimulatedSystem Named(string folder) => All.Single(system => system.Folder == folder);
}
