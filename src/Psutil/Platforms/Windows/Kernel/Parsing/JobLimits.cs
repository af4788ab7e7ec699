using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>The limits of a job object.</summary>
internal static class JobLimits
{
    private const double WholeMachine = 10000;

    public static MachineLimits Combine(in JobExtendedLimits limits, JobCpuRate rate, JobMemoryUsage? usage, int cpuCount)
    {
        uint flags = limits.Basic.LimitFlags;
        bool limitsJob = (flags & JobBasicLimits.LimitsJobMemory) != 0;
        bool limitsProcess = (flags & JobBasicLimits.LimitsProcessMemory) != 0;
        long? jobMemory = limitsJob ? ToInt64(limits.JobMemoryLimit) : null;
        long? memory =
            limitsProcess && (jobMemory is null || ToInt64(limits.ProcessMemoryLimit) < jobMemory)
                ? ToInt64(limits.ProcessMemoryLimit)
                : jobMemory;

        // The memory usage of the whole job belongs to the job's limit, not to that of a process.
        long? used =
            usage is { } known && memory is not null && memory == jobMemory ? (long)Math.Min(known.JobMemory, long.MaxValue) : null;
        return new MachineLimits
        {
            CpuCount = CpuCount(rate, cpuCount),
            MemoryBytes = memory,
            MemoryUsedBytes = used,
            ProcessCount = (flags & JobBasicLimits.LimitsActiveProcesses) != 0 ? limits.Basic.ActiveProcessLimit : null,
        };
    }

    /// <summary>Whether a job can limit a resource.</summary>
    public static bool CanLimit(ResourceKind kind) => kind is ResourceKind.CpuTime or ResourceKind.DataSize or ResourceKind.ProcessCount;

    /// <summary>The limits of a job that a child is started into.</summary>
    /// <param name="killsOnClose">Whether its processes end when its last handle is closed.</param>
    /// <param name="limits">Limits that it can have; null for none.</param>
    public static JobExtendedLimits OfChild(bool killsOnClose, IReadOnlyDictionary<ResourceKind, ResourceLimit>? limits)
    {
        JobExtendedLimits job = new() { Basic = new JobBasicLimits { LimitFlags = killsOnClose ? JobBasicLimits.KillsOnClose : 0 } };
        foreach ((ResourceKind kind, ResourceLimit limit) in limits ?? new Dictionary<ResourceKind, ResourceLimit>(0))
        {
            switch (kind, limit.Soft)
            {
                case (ResourceKind.CpuTime, { } seconds):
                    job.Basic.LimitFlags |= JobBasicLimits.LimitsProcessTime;
                    job.Basic.PerProcessUserTimeLimit =
                        (long)Math.Min(seconds, long.MaxValue / TimeSpan.TicksPerSecond) * TimeSpan.TicksPerSecond;
                    break;
                case (ResourceKind.DataSize, { } bytes):
                    job.Basic.LimitFlags |= JobBasicLimits.LimitsProcessMemory;
                    job.ProcessMemoryLimit = (nuint)bytes;
                    break;
                case (ResourceKind.ProcessCount, { } count):
                    job.Basic.LimitFlags |= JobBasicLimits.LimitsActiveProcesses;
                    job.Basic.ActiveProcessLimit = (uint)Math.Min(count, uint.MaxValue);
                    break;
            }
        }

        return job;
    }

    private static double? CpuCount(JobCpuRate rate, int cpuCount)
    {
        if ((rate.ControlFlags & JobCpuRate.Enabled) == 0 || (rate.ControlFlags & JobCpuRate.WeightBased) != 0)
        {
            return null;
        }

        if ((rate.ControlFlags & JobCpuRate.MinimumMaximum) != 0)
        {
            return (rate.Rate >> 16) / WholeMachine * cpuCount;
        }

        return (rate.ControlFlags & JobCpuRate.HardCap) != 0 ? rate.Rate / WholeMachine * cpuCount : null;
    }

    private static long ToInt64(nuint bytes) => (long)Math.Min(bytes, (ulong)long.MaxValue);
}
