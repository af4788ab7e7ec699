namespace Psutil.Platforms.Windows.Interop;

/// <summary>The part of the kernel that has the GPUs (<c>dxgkrnl</c>). Each call returns its NTSTATUS.</summary>
internal abstract class GraphicsKernel
{
    // KMTQUERYADAPTERINFOTYPE of d3dkmthk.h.
    public const int MemorySizes = 3;
    public const int Address = 6;
    public const int RegistryInformation = 8;
    public const int AdapterKind = 15;
    public const int UserModeDriverVersion = 18;
    public const int NodeMetadata = 25;
    public const int DeviceIds = 31;
    public const int NodePerformance = 61;
    public const int Performance = 62;
    public const int PerformanceLimits = 63;

    /// <summary>Opens all adapters. Each must be closed.</summary>
    public abstract int OpenAdapters(out GraphicsAdapter[] adapters);

    public abstract void CloseAdapter(uint adapter);

    /// <summary>Asks for one of the structures above, of exactly its size.</summary>
    public abstract int QueryAdapter(uint adapter, int type, Span<byte> data);

    public abstract int QueryStatistics(ref GraphicsStatistics statistics);
}
