using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>D3DKMT_ADAPTERINFO</c> of d3dkmthk.h: an adapter with an open handle.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GraphicsAdapter
{
    public uint Handle;
    public GraphicsLuid Luid;
    public uint SourceCount;
    public int PreciseRegionsPreferred;
}

/// <summary><c>LUID</c>: what names an adapter until the machine is started again.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GraphicsLuid
{
    public uint Low;
    public int High;
}

/// <summary><c>D3DKMT_ENUMADAPTERS2</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GraphicsAdapterList
{
    public uint Count;
    public GraphicsAdapter* Adapters;
}

/// <summary><c>D3DKMT_QUERYADAPTERINFO</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GraphicsQuery
{
    public uint Adapter;
    public int Type;
    public void* Data;
    public uint Size;
}

/// <summary><c>D3DKMT_QUERY_DEVICE_IDS</c>: the PCI numbers of one physical adapter.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GraphicsDeviceIds
{
    public uint PhysicalAdapter;
    public uint Vendor;
    public uint Device;
    public uint SubsystemVendor;
    public uint Subsystem;
    public uint Revision;
    public uint BusType;
}

/// <summary><c>D3DKMT_ADAPTERADDRESS</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GraphicsAddress
{
    /// <summary>The bus in the lowest 8 bits, the PCI segment above them; all bits are set if the adapter is on no bus.</summary>
    public uint Bus;
    public uint Device;
    public uint Function;
}

/// <summary><c>D3DKMT_SEGMENTSIZEINFO</c>, in bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GraphicsMemorySizes
{
    public ulong DedicatedVideo;
    public ulong DedicatedSystem;
    public ulong SharedSystem;
}

/// <summary><c>D3DKMT_ADAPTER_PERFDATA</c>. Drivers leave 0 what they do not know.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GraphicsPerformance
{
    public uint PhysicalAdapter;

    /// <summary>In hertz.</summary>
    public ulong MemoryFrequency;
    public ulong MaximumMemoryFrequency;
    public ulong OverclockedMemoryFrequency;
    public ulong MemoryBandwidth;
    public ulong PciBandwidth;
    public uint FanRevolutionsPerMinute;

    /// <summary>In tenths of a percent of the power limit.</summary>
    public uint Power;

    /// <summary>In tenths of a degree Celsius.</summary>
    public uint Temperature;
    public byte PowerStateOverride;
}

/// <summary><c>D3DKMT_ADAPTER_PERFDATACAPS</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GraphicsPerformanceLimits
{
    public uint PhysicalAdapter;
    public ulong MemoryBandwidth;
    public ulong PciBandwidth;

    /// <summary>0 if there is no fan, or the driver does not know it.</summary>
    public uint FanRevolutionsPerMinute;
    public uint Temperature;
    public uint WarningTemperature;
}

/// <summary><c>D3DKMT_NODE_PERFDATA</c>: an engine. Frequencies in hertz.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GraphicsNodePerformance
{
    public uint Node;
    public uint PhysicalAdapter;
    public ulong Frequency;
    public ulong MaximumFrequency;
    public ulong OverclockedFrequency;
    public uint Voltage;
    public uint MaximumVoltage;
    public uint OverclockedVoltage;
    public ulong TransitionLatency;
}

/// <summary>
/// <c>D3DKMT_QUERYSTATISTICS</c>: a question, its answer, which is a union, and the number of what the question is about. Of the answers,
/// only the fields that are used.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 808)]
internal struct GraphicsStatistics
{
    [FieldOffset(0)]
    public GraphicsSubject Subject;

    [FieldOffset(4)]
    public GraphicsLuid Luid;

    [FieldOffset(16)]
    public nint Process;

    /// <summary><c>NbSegments</c> of an adapter, and of a process on it.</summary>
    [FieldOffset(24)]
    public uint SegmentCount;

    /// <summary><c>NodeCount</c> of an adapter, and of a process on it.</summary>
    [FieldOffset(28)]
    public uint NodeCount;

    /// <summary><c>BytesResident</c> of a segment.</summary>
    [FieldOffset(40)]
    public ulong SegmentResident;

    /// <summary><c>Aperture</c> of a segment: whether it is memory of the machine that the GPU reaches.</summary>
    [FieldOffset(64)]
    public uint SegmentIsAperture;

    /// <summary><c>BytesCommitted</c> of a process in a segment.</summary>
    [FieldOffset(24)]
    public ulong ProcessCommitted;

    /// <summary><c>RunningTime</c> of an engine in 100 ns, for all processes or for one.</summary>
    [FieldOffset(24)]
    public long RunningTime;

    /// <summary>The number of the segment or engine that is asked about.</summary>
    [FieldOffset(800)]
    public uint Number;
}

/// <summary><c>D3DKMT_QUERYSTATISTICS_TYPE</c>.</summary>
internal enum GraphicsSubject
{
    Adapter = 0,
    ProcessOnAdapter = 2,
    Segment = 3,
    ProcessInSegment = 4,
    Node = 5,
    ProcessOnNode = 6,
}
