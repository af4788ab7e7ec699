namespace Psutil;

/// <summary>
/// A GPU at one moment. What is null has its reason in <see cref="Unavailable"/>. Which driver reports what is in docs/gpus.md.
/// </summary>
public sealed class Gpu
{
    /// <summary>
    /// What names this GPU on its machine: its PCI address, or the name of its device if it is not on a PCI bus, as in most ARM machines.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>
    /// The name of the model; null if unknown. Linux: <c>product_name</c> of amdgpu, otherwise the name in the machine's <c>pci.ids</c>.
    /// Windows: the adapter's name in the registry.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>The maker; null if it is none of <see cref="GpuVendor"/>, or unknown.</summary>
    public GpuVendor? Vendor { get; init; }

    /// <summary>The PCI number of the maker, such as 0x1002; null if it is not a PCI device. Linux: <c>vendor</c>.</summary>
    public int? VendorId { get; init; }

    /// <summary>The PCI number of the model; null if it is not a PCI device. Linux: <c>device</c>.</summary>
    public int? DeviceId { get; init; }

    /// <summary>The PCI address, such as <c>0000:03:00.0</c>; null if it is not a PCI device.</summary>
    public string? PciAddress { get; init; }

    /// <summary>
    /// The driver, such as <c>amdgpu</c>, <c>i915</c>, <c>xe</c>, <c>nouveau</c> or <c>nvidia</c>; null if no driver has the GPU.
    /// </summary>
    public string? Driver { get; init; }

    /// <summary>
    /// The version of a driver that is not a part of the kernel, such as <c>550.54.14</c>; null otherwise. Linux:
    /// <c>/sys/module/…/version</c>, NVML. Windows: <c>KMTQAITYPE_UMD_DRIVER_VERSION</c>.
    /// </summary>
    public string? DriverVersion { get; init; }

    /// <summary>
    /// Whether the GPU sleeps to save power; null if unknown. A sleeping GPU is not woken to be read. Linux: <c>power/runtime_status</c>.
    /// </summary>
    public bool? IsSuspended { get; init; }

    /// <summary>
    /// The GPU's own memory, in bytes; null if it has none, as most GPUs in a CPU, or if unknown. Linux: <c>mem_info_vram_total</c> of
    /// amdgpu. Windows: <c>DedicatedVideoMemorySize</c>.
    /// </summary>
    public long? MemoryTotal { get; init; }

    /// <summary>
    /// The part of it that is in use, in bytes; null if unknown. Linux: <c>mem_info_vram_used</c> of amdgpu. Windows: what is resident in
    /// the segments of the GPU's own memory.
    /// </summary>
    public long? MemoryUsed { get; init; }

    /// <summary>
    /// The memory of the machine that the GPU can use, in bytes; null if unknown. Linux: <c>mem_info_gtt_total</c> of amdgpu.
    /// Windows: <c>SharedSystemMemorySize</c>.
    /// </summary>
    public long? SharedMemoryTotal { get; init; }

    /// <summary>
    /// The part of it that the GPU uses, in bytes; null if unknown. Linux: <c>mem_info_gtt_used</c> of amdgpu. Windows: what is resident in
    /// the aperture segments.
    /// </summary>
    public long? SharedMemoryUsed { get; init; }

    /// <summary>
    /// How busy the GPU is, in percent, over a short time that the driver chooses; null if the driver does not report it, as those of
    /// Intel: there a <see cref="GpuMeter"/> measures it. Linux: <c>gpu_busy_percent</c> of amdgpu.
    /// </summary>
    public double? UtilizationPercent { get; init; }

    /// <summary>
    /// How busy the GPU's memory is with reads and writes, in percent; null if unknown. Linux: <c>mem_busy_percent</c> of amdgpu.
    /// </summary>
    public double? MemoryUtilizationPercent { get; init; }

    /// <summary>How busy the video encoder is, in percent; null if unknown.</summary>
    public double? EncoderPercent { get; init; }

    /// <summary>
    /// How busy the video decoder is, in percent; null if unknown. Linux: <c>vcn_busy_percent</c> of amdgpu, whose engine does both.
    /// </summary>
    public double? DecoderPercent { get; init; }

    /// <summary>
    /// The current clock, in MHz; 0 while the GPU has nothing to do, if its driver says so; null if unknown. Linux: <c>freq1_input</c> or
    /// <c>pp_dpm_sclk</c> of amdgpu, <c>rps_act_freq_mhz</c> of i915, <c>act_freq</c> of xe. Windows: <c>D3DKMT_NODE_PERFDATA</c>
    /// of the 3D engine.
    /// </summary>
    public double? ClockMegahertz { get; init; }

    /// <summary>
    /// The highest clock, in MHz; null if unknown. Linux: <c>pp_dpm_sclk</c> of amdgpu, <c>rps_RP0_freq_mhz</c> of i915, <c>rp0_freq</c> of
    /// xe.
    /// </summary>
    public double? MaxClockMegahertz { get; init; }

    /// <summary>
    /// The current clock of the memory, in MHz; null if unknown. Linux: <c>freq2_input</c> or <c>pp_dpm_mclk</c> of amdgpu. Windows:
    /// <c>D3DKMT_ADAPTER_PERFDATA</c>.
    /// </summary>
    public double? MemoryClockMegahertz { get; init; }

    /// <summary>
    /// The temperature, in degrees Celsius; null if unknown. Linux: <c>temp1_input</c> of the GPU's hwmon, or the first that it has.
    /// Windows: <c>D3DKMT_ADAPTER_PERFDATA</c>.
    /// </summary>
    public double? TemperatureCelsius { get; init; }

    /// <summary>
    /// The temperature of the hottest place, in degrees Celsius; null if unknown. Linux: the temperature that amdgpu calls <c>junction</c>.
    /// </summary>
    public double? HotSpotCelsius { get; init; }

    /// <summary>
    /// The temperature of the memory, in degrees Celsius; null if unknown. Linux: the temperature that amdgpu calls <c>mem</c>, and xe
    /// <c>vram</c>.
    /// </summary>
    public double? MemoryCelsius { get; init; }

    /// <summary>
    /// The speed of the fan, in revolutions per minute; 0 if it stands still; null if the GPU has none, or if unknown. Linux:
    /// <c>fan1_input</c>. Windows: <c>D3DKMT_ADAPTER_PERFDATA</c>.
    /// </summary>
    public int? FanRevolutionsPerMinute { get; init; }

    /// <summary>
    /// The speed to which the fan is set, in percent of the highest; null if unknown. Linux: <c>pwm1</c> of <c>pwm1_max</c>.
    /// </summary>
    public double? FanPercent { get; init; }

    /// <summary>
    /// The power, in watts; null if unknown. Where the driver counts energy only, a <see cref="GpuMeter"/> measures it. Linux:
    /// <c>power1_average</c> or <c>power1_input</c>.
    /// </summary>
    public double? PowerWatts { get; init; }

    /// <summary>The power limit, in watts; null if unknown. Linux: <c>power1_cap</c> or <c>power1_max</c>.</summary>
    public double? PowerLimitWatts { get; init; }

    /// <summary>The energy used since the driver was loaded, in joules; null if unknown. Linux: <c>energy1_input</c>.</summary>
    public double? EnergyJoules { get; init; }

    /// <summary>
    /// Why the GPU runs at lower clocks than it could; null if unknown. Linux: <c>throttle_reason_…</c> of i915, <c>throttle</c> of xe.
    /// </summary>
    public GpuThrottleReasons? ThrottleReasons { get; init; }

    /// <summary>
    /// The PCI Express link; null if there is none, or if unknown. Linux: <c>current_link_speed</c>, <c>current_link_width</c>.
    /// </summary>
    public GpuPciLink? PciLink { get; init; }

    /// <summary>The parts into which the GPU is divided (MIG); empty if it could be divided and is not; null if unknown.</summary>
    public IReadOnlyList<GpuPartition>? Partitions { get; init; }

    /// <summary>
    /// The power, in percent of its limit; null if unknown. Windows: <c>D3DKMT_ADAPTER_PERFDATA</c>, which has no watts.
    /// </summary>
    public double? PowerPercent { get; init; }

    /// <summary>
    /// How long each engine has worked for all processes together, by the driver's name of the engine; null if the driver does not report
    /// it. Windows: <c>D3DKMTQueryStatistics</c>.
    /// </summary>
    public IReadOnlyDictionary<string, GpuEngine>? Engines { get; init; }

    /// <summary>Why each missing value is missing.</summary>
    public required IReadOnlyDictionary<GpuValue, Unavailability> Unavailable { get; init; }
}
