namespace Psutil.Platforms.Nvidia;

/// <summary>What a thread does with NVML.</summary>
internal enum NvmlQuestion
{
    None = 0,
    Gpus,
    Processes,

    /// <summary>Gives the driver back what it keeps for us.</summary>
    Close,
}
