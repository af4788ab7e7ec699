namespace Psutil;

/// <summary>What is read of each cgroup. Its path, names and ID cost nothing and are always there.</summary>
[Flags]
public enum CgroupFields
{
    /// <summary>Only the path, the names and the ID.</summary>
    None = 0,

    /// <summary><see cref="CgroupSnapshot.Cpu"/>.</summary>
    Cpu = 1,

    /// <summary><see cref="CgroupSnapshot.Memory"/>.</summary>
    Memory = 2,

    /// <summary><see cref="CgroupSnapshot.DeviceIO"/>.</summary>
    IO = 4,

    /// <summary><see cref="CgroupSnapshot.Pressure"/>.</summary>
    Pressure = 8,

    /// <summary><see cref="CgroupSnapshot.Tasks"/>: the number of tasks and its limit.</summary>
    Tasks = 16,

    /// <summary><see cref="CgroupSnapshot.ProcessCount"/>. The kernel lists every process for it.</summary>
    Processes = 32,

    /// <summary>All of them.</summary>
    All = Cpu | Memory | IO | Pressure | Tasks | Processes,
}
