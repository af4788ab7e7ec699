namespace Psutil;

/// <summary>A logical CPU: one hardware thread of a core.</summary>
public sealed record LogicalCpu
{
    /// <summary>The number that the operating system gives it.</summary>
    public required int Number { get; init; }

    /// <summary>Whether it is online; null if unknown. Systems other than Linux list only CPUs that are.</summary>
    public bool? IsOnline { get; init; }

    /// <summary>Its socket, counted from 0 over the machine in the order of the CPUs; null if unknown or offline.</summary>
    public int? SocketNumber { get; init; }

    /// <summary>Its die, counted from 0 over the machine in the order of the CPUs; null if unknown or offline.</summary>
    public int? DieNumber { get; init; }

    /// <summary>Its core, counted from 0 over the machine in the order of the CPUs; null if unknown or offline.</summary>
    public int? CoreNumber { get; init; }

    /// <summary>The <see cref="NumaNode.Number"/> of its NUMA node; null if unknown.</summary>
    public int? NumaNode { get; init; }

    /// <summary>The kind of its core; <see cref="CpuCoreKind.Unknown"/> also where all cores are of one kind.</summary>
    /// <remarks>
    /// Linux: <c>/sys/devices/cpu_core</c> and <c>cpu_atom</c> of hybrid Intel processors, else <c>cpu_capacity</c>. Windows: the
    /// efficiency class. macOS: <c>hw.perflevelN</c>, whose efficiency cores have the lowest numbers.
    /// </remarks>
    public CpuCoreKind Kind { get; init; }

    /// <summary>
    /// Its computing power relative to the fastest CPU of the machine, which has 1024; null if unknown. Linux: <c>cpu_capacity</c>.
    /// </summary>
    public int? Capacity { get; init; }

    /// <summary>Its name; null if unknown or offline. The CPUs of one machine differ on ARM (big.LITTLE).</summary>
    public string? ModelName { get; init; }

    /// <summary>
    /// The lowest frequency of the hardware, in megahertz; null if unknown. <see cref="Cpu.GetFrequencyPerCpu"/> has the limits that are
    /// set. Linux: <c>cpuinfo_min_freq</c> of cpufreq.
    /// </summary>
    public double? MinimumMegahertz { get; init; }

    /// <summary>
    /// The highest frequency of the hardware, in megahertz; null if unknown. Linux: <c>cpuinfo_max_freq</c> of cpufreq. Windows:
    /// <c>CallNtPowerInformation</c>, for the caller's processor group.
    /// </summary>
    public double? MaximumMegahertz { get; init; }

    /// <summary>
    /// The frequency that is guaranteed under load, in megahertz; null if unknown. Linux: <c>base_frequency</c> of cpufreq
    /// (intel_pstate), else <c>acpi_cppc/nominal_freq</c>. Windows: <c>~MHz</c> in the registry.
    /// </summary>
    public double? BaseMegahertz { get; init; }

    /// <summary>The policy that chooses its frequency, such as <c>schedutil</c>; null if unknown. Linux: <c>scaling_governor</c>.</summary>
    public string? Governor { get; init; }

    /// <summary>The driver that sets its frequency, such as <c>intel_pstate</c>; null if unknown. Linux: <c>scaling_driver</c>.</summary>
    public string? FrequencyDriver { get; init; }
}
