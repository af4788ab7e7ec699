namespace Psutil.Tool.Top.Replay;

/// <summary>What the line of time shows, and peaks are looked for in.</summary>
internal enum LoadSeries
{
    /// <summary>CPU use in percent.</summary>
    Cpu,

    /// <summary>Memory that is not available, in percent.</summary>
    Memory,

    /// <summary>The largest of the pressures of CPU, memory and I/O, in percent of the time.</summary>
    Pressure,

    /// <summary>What disks read and write, in bytes per second.</summary>
    IO,
}
