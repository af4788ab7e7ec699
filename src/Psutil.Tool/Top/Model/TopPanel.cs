namespace Psutil.Tool.Top.Model;

/// <summary>A line of the header.</summary>
internal enum TopPanel
{
    Cpu,
    Memory,
    Swap,
    Network,
    Disks,

    /// <summary>The processes by state.</summary>
    Tasks,

    /// <summary>Pressure, temperature and battery.</summary>
    Health,

    /// <summary>Each interface; more than one line.</summary>
    Interfaces,

    /// <summary>Each disk; more than one line.</summary>
    DiskDevices,
}
