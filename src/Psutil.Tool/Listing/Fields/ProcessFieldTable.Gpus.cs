namespace Psutil.Tool.Listing;

// In a class of their own: the order in which the fields of several files are initialized is not defined, and the lists need them.
internal static partial class ProcessFieldTable
{
    public static ProcessField Gpu => ProcessGpuFields.All;

    public static ProcessField GpuMemory => ProcessGpuFields.Memory;

    public static ProcessField GpuPercent => ProcessGpuFields.Percent;

    public static ProcessField Energy => ProcessEnergyField.Estimate;
}
