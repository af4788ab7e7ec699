using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Psutil.Platforms.Nvidia.Interop;

/// <summary><c>nvmlMemory_t</c> of nvml.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlMemory
{
    public ulong Total;
    public ulong Free;
    public ulong Used;
}

/// <summary><c>nvmlMemory_v2_t</c>: what the driver has reserved does not count as used.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlMemoryV2
{
    /// <summary>The size of the structure, and its version in the highest byte (NVML_STRUCT_VERSION).</summary>
    public static readonly uint CurrentVersion = (uint)Unsafe.SizeOf<NvmlMemoryV2>() | (2 << 24);

    public uint Version;
    public ulong Total;
    public ulong Reserved;
    public ulong Free;
    public ulong Used;
}

/// <summary><c>nvmlUtilization_t</c>, in percent.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlUtilization
{
    public uint Gpu;
    public uint Memory;
}

/// <summary><c>nvmlPciInfo_t</c> since version 3.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlPciInfo
{
    public NvmlShortAddress LegacyAddress;
    public uint Domain;
    public uint Bus;
    public uint Device;

    /// <summary>The vendor in the lower half, the model in the upper.</summary>
    public uint DeviceAndVendorId;
    public uint SubsystemId;
    public NvmlAddress Address;
}

/// <summary>A PCI address in <c>NVML_DEVICE_PCI_BUS_ID_BUFFER_V2_SIZE</c> characters.</summary>
[InlineArray(16)]
internal struct NvmlShortAddress
{
    private byte _first;
}

/// <summary>A PCI address in <c>NVML_DEVICE_PCI_BUS_ID_BUFFER_SIZE</c> characters: <c>00000000:01:00.0</c>.</summary>
[InlineArray(32)]
internal struct NvmlAddress
{
    private byte _first;
}

/// <summary><c>nvmlProcessInfo_v1_t</c>: what the functions without a version return.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlProcessV1
{
    public uint Pid;
    public ulong UsedMemory;
}

/// <summary><c>nvmlProcessInfo_v2_t</c>: what the functions of versions 2 and 3 return.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlProcessV2
{
    public uint Pid;
    public ulong UsedMemory;
    public uint GpuInstance;
    public uint ComputeInstance;
}

/// <summary><c>nvmlProcessUtilizationSample_t</c>, in percent; the time in microseconds since 1970.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlProcessSample
{
    public uint Pid;
    public ulong Time;
    public uint Gpu;
    public uint Memory;
    public uint Encoder;
    public uint Decoder;
}
