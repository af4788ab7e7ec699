namespace Psutil.Platforms.Linux;

/// <summary>The files that are read of a group: those of version 2, then those of version 1.</summary>
internal enum CgroupFile
{
    CpuStat,
    CpuMax,
    CpuWeight,
    MemoryCurrent,
    MemoryPeak,
    MemoryStat,
    MemoryMax,
    MemoryHigh,
    MemorySwapCurrent,
    MemorySwapMax,
    MemoryEvents,
    IOStat,
    CpuPressure,
    MemoryPressure,
    IOPressure,
    PidsCurrent,
    PidsMax,
    CpuAccountUsage,
    CpuAccountStat,
    CpuShares,
    CpuQuota,
    CpuPeriod,
    MemoryUsage,
    MemoryMaxUsage,
    MemoryLimit,
    MemoryFailCount,
    MemoryOomControl,
    MemoryKernelUsage,
    MemoryAndSwapLimit,
    BlockIOBytes,
    BlockIOCount,

    /// <summary>How many there are.</summary>
    Count,
}

/// <summary>The kernel's names of the files.</summary>
internal static class CgroupFileNames
{
    public static ReadOnlySpan<byte> Of(CgroupFile file) =>
        file switch
        {
            CgroupFile.CpuStat => "cpu.stat"u8,
            CgroupFile.CpuMax => "cpu.max"u8,
            CgroupFile.CpuWeight => "cpu.weight"u8,
            CgroupFile.MemoryCurrent => "memory.current"u8,
            CgroupFile.MemoryPeak => "memory.peak"u8,
            CgroupFile.MemoryStat => "memory.stat"u8,
            CgroupFile.MemoryMax => "memory.max"u8,
            CgroupFile.MemoryHigh => "memory.high"u8,
            CgroupFile.MemorySwapCurrent => "memory.swap.current"u8,
            CgroupFile.MemorySwapMax => "memory.swap.max"u8,
            CgroupFile.MemoryEvents => "memory.events"u8,
            CgroupFile.IOStat => "io.stat"u8,
            CgroupFile.CpuPressure => "cpu.pressure"u8,
            CgroupFile.MemoryPressure => "memory.pressure"u8,
            CgroupFile.IOPressure => "io.pressure"u8,
            CgroupFile.PidsCurrent => "pids.current"u8,
            CgroupFile.PidsMax => "pids.max"u8,
            CgroupFile.CpuAccountUsage => "cpuacct.usage"u8,
            CgroupFile.CpuAccountStat => "cpuacct.stat"u8,
            CgroupFile.CpuShares => "cpu.shares"u8,
            CgroupFile.CpuQuota => "cpu.cfs_quota_us"u8,
            CgroupFile.CpuPeriod => "cpu.cfs_period_us"u8,
            CgroupFile.MemoryUsage => "memory.usage_in_bytes"u8,
            CgroupFile.MemoryMaxUsage => "memory.max_usage_in_bytes"u8,
            CgroupFile.MemoryLimit => "memory.limit_in_bytes"u8,
            CgroupFile.MemoryFailCount => "memory.failcnt"u8,
            CgroupFile.MemoryOomControl => "memory.oom_control"u8,
            CgroupFile.MemoryKernelUsage => "memory.kmem.usage_in_bytes"u8,
            CgroupFile.MemoryAndSwapLimit => "memory.memsw.limit_in_bytes"u8,
            CgroupFile.BlockIOBytes => "blkio.throttle.io_service_bytes_recursive"u8,
            CgroupFile.BlockIOCount => "blkio.throttle.io_serviced_recursive"u8,
            _ => throw new ArgumentOutOfRangeException(nameof(file), file, null),
        };
}
