namespace Psutil;

/// <summary>The makers by their PCI numbers.</summary>
internal static class GpuVendors
{
    private const int Amd = 0x1002;
    private const int Intel = 0x8086;
    private const int Nvidia = 0x10de;
    private const int Apple = 0x106b;

    /// <summary>The maker; null if it is none of <see cref="GpuVendor"/>.</summary>
    public static GpuVendor? Of(int? id) =>
        id switch
        {
            Amd => GpuVendor.Amd,
            Intel => GpuVendor.Intel,
            Nvidia => GpuVendor.Nvidia,
            Apple => GpuVendor.Apple,
            _ => null,
        };
}
