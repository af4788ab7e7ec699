namespace Psutil;

/// <summary>The maker of a GPU.</summary>
public enum GpuVendor
{
    /// <summary>Unknown. Never returned: if the vendor is not one of these, <see cref="Gpu.Vendor"/> is null.</summary>
    Unknown = 0,

    /// <summary>AMD, PCI vendor 0x1002.</summary>
    Amd = 1,

    /// <summary>Intel, PCI vendor 0x8086.</summary>
    Intel = 2,

    /// <summary>NVIDIA, PCI vendor 0x10de.</summary>
    Nvidia = 3,

    /// <summary>Apple, PCI vendor 0x106b.</summary>
    Apple = 4,
}
