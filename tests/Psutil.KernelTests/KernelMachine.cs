namespace Psutil.KernelTests;

/// <summary>The virtual machine that the tests run in, as tests/Kernels/run.sh made it.</summary>
public sealed class KernelMachine
{
    public KernelMachine() =>
        Assert.SkipWhen(Setting("NAME") is null, "These tests change the machine: tests/Kernels/run.sh runs them in virtual machines.");

    /// <summary>The logical CPUs that QEMU was asked for.</summary>
    public int CpuCount { get; } = Number("CPUS");

    /// <summary>The cores that QEMU was asked for.</summary>
    public int CoreCount { get; } = Number("CORES");

    /// <summary>The sockets that QEMU was asked for.</summary>
    public int SocketCount { get; } = Number("SOCKETS");

    /// <summary>The NUMA nodes that QEMU was asked for.</summary>
    public int NodeCount { get; } = Number("NODES");

    /// <summary>The bytes of a page that the kernel was built for.</summary>
    public int PageSize { get; } = Number("PAGE");

    /// <summary>The kernel's version.</summary>
    public Version Kernel { get; } = Environment.OSVersion.Version;

    /// <summary>Skips the test where the kernel has no such modules, neither apart nor built in.</summary>
    public void Need(params string[] modules)
    {
        foreach (string module in modules)
        {
            Assert.SkipUnless(Shell.Succeeds($"modprobe {module}"), $"Kernel {Kernel} has no module '{module}'.");
        }
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable($"PSUTIL_MACHINE_{name}");

    private static int Number(string name) => int.Parse(Setting(name) ?? "0", CultureInfo.InvariantCulture);
}
