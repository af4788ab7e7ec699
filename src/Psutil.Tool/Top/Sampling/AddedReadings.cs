namespace Psutil.Tool.Top.Sampling;

/// <summary>
/// What is read of a process only for columns that are not shown at first. Apart from the rest of it, because there are thousands of
/// processes.
/// </summary>
/// <param name="IO">Its I/O per second; null if that was not requested or is unknown.</param>
/// <param name="IOReason">Why its I/O is unknown; null if it is known, or will be at the next refresh.</param>
/// <param name="Fields">The fields of the columns that the user has added; null if there are none, or it was not there.</param>
/// <param name="GpuPercent">Its use of GPUs in percent of one; null if that was not requested, or is unknown.</param>
/// <param name="Network">What it receives and sends per second; null if that was not requested or is unknown.</param>
/// <param name="Power">An estimate of its part of the processors' power; null if that was not requested.</param>
internal sealed record AddedReadings(
    Traffic? IO = null,
    UnavailableReason? IOReason = null,
    ProcessSnapshot? Fields = null,
    double? GpuPercent = null,
    Traffic? Network = null,
    PowerEstimate? Power = null
);
