namespace Psutil.Recording;

/// <summary>What the rows of a sample are about. A number of a file: never renumbered.</summary>
internal enum RecordTable
{
    None = 0,

    /// <summary>One row for each reading, by its place: whether it could be read, and values that are not in a list.</summary>
    Readings = 1,

    Cores = 2,

    Frequencies = 3,

    Partitions = 4,

    FileSystems = 5,

    Disks = 6,

    DiskSizes = 7,

    Interfaces = 8,

    Addresses = 9,

    InterfaceStates = 10,

    Connections = 11,

    Temperatures = 12,

    Fans = 13,

    Users = 14,

    Processes = 15,

    Cgroups = 16,

    CgroupDevices = 17,

    EnergyZones = 18,

    /// <summary>What happened since the sample before. Its rows are of one sample alone.</summary>
    Events = 19,

    LogicalCpus = 20,

    CpuCaches = 21,

    NumaNodes = 22,

    Gpus = 23,

    GpuPartitions = 24,

    GpuProcesses = 25,

    GpuEngines = 26,

    /// <summary>GPUs, and processes, whose values could not be read, with the reason.</summary>
    GpuGaps = 27,

    /// <summary>What the OOM killer ended since the sample before.</summary>
    OomKills = 28,

    /// <summary>What processes have sent and received since the recorder began to count.</summary>
    Traffic = 29,
}
