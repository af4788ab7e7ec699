namespace Psutil.Recording;

/// <summary>What a machine is short of in a <see cref="StrainPeriod"/>.</summary>
public enum StrainKind
{
    /// <summary>The CPUs were busy for 90 % of the time or more.</summary>
    Cpu = 0,

    /// <summary>Tasks waited for a CPU for half of the time or more (Linux, <see cref="Psutil.Cpu.GetPressure"/>).</summary>
    CpuPressure = 1,

    /// <summary>Less than 10 % of the memory was available.</summary>
    Memory = 2,

    /// <summary>Tasks waited for memory for 10 % of the time or more (Linux, <see cref="Psutil.Memory.GetPressure"/>).</summary>
    MemoryPressure = 3,

    /// <summary>A mebibyte or more was swapped in or out in each second.</summary>
    Swapping = 4,

    /// <summary>Tasks waited for I/O for 30 % of the time or more (Linux, <see cref="Disks.GetPressure"/>).</summary>
    IOPressure = 5,
}
