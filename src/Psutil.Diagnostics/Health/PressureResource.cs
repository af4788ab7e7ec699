namespace Psutil.Diagnostics;

/// <summary>A resource that tasks wait for.</summary>
public enum PressureResource
{
    /// <summary>Unknown: not a valid choice.</summary>
    Unknown = 0,

    /// <summary>The CPUs: <see cref="Cpu.GetPressure"/>.</summary>
    Cpu = 1,

    /// <summary>Memory: <see cref="Memory.GetPressure"/>.</summary>
    Memory = 2,

    /// <summary>Disks: <see cref="Disks.GetPressure"/>.</summary>
    IO = 3,
}
