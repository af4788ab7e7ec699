namespace Psutil.Diagnostics;

/// <summary>The subjects of metrics. They can be combined.</summary>
[Flags]
public enum PsutilMetricSubjects
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>CPUs, load and uptime: <c>system.cpu.*</c>, <c>system.uptime</c>.</summary>
    Cpu = 1 << 0,

    /// <summary>Physical memory: <c>system.memory.*</c>.</summary>
    Memory = 1 << 1,

    /// <summary>Swap: <c>system.paging.*</c>.</summary>
    Paging = 1 << 2,

    /// <summary>Pressure stall information of Linux: <c>psutil.pressure.time</c>.</summary>
    Pressure = 1 << 3,

    /// <summary>Disks: <c>system.disk.*</c>.</summary>
    Disks = 1 << 4,

    /// <summary>File systems: <c>system.filesystem.*</c>.</summary>
    FileSystems = 1 << 5,

    /// <summary>Network interfaces: <c>system.network.io</c> and the like.</summary>
    Network = 1 << 6,

    /// <summary>Sockets: <c>system.network.connection.count</c>. Every socket is listed to count them.</summary>
    Connections = 1 << 7,

    /// <summary>The process table: <c>system.process.count</c>, and the process groups.</summary>
    ProcessTable = 1 << 8,

    /// <summary>The calling process: <c>process.*</c>.</summary>
    OwnProcess = 1 << 9,

    /// <summary>Sensors and links: <c>hw.*</c>.</summary>
    Hardware = 1 << 10,

    /// <summary>All of them but <see cref="Containers"/>.</summary>
    All = (1 << 11) - 1,

    /// <summary>
    /// Containers, by their cgroups (Linux): <c>container.*</c>. Not in <see cref="All"/>: all cgroups are read at each collection.
    /// </summary>
    Containers = 1 << 11,
}
