using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The tightest limits among the hierarchies added so far.</summary>
internal sealed class CgroupLimits(CgroupFiles files)
{
    private double? _cpus;
    private long? _memory;
    private long? _memoryUsed;
    private long? _swap;
    private long? _processes;

    public MachineLimits Result =>
        new()
        {
            CpuCount = _cpus,
            MemoryBytes = _memory,
            MemoryUsedBytes = _memoryUsed,
            SwapBytes = _swap,
            ProcessCount = _processes,
        };

    /// <summary>cgroup v2, where one directory has all controllers.</summary>
    public void AddUnified(CgroupFolder? folder)
    {
        if (folder is not { } cgroup)
        {
            return;
        }

        foreach (string level in cgroup.FromLeafToTop())
        {
            _cpus = Tightest(_cpus, files.ReadCpuMaximum(cgroup.MountPoint, level));
            AddMemory(cgroup, level, "memory.max", "memory.current");
            _swap = Tightest(_swap, files.ReadLimit(cgroup.MountPoint, level, "memory.swap.max"));
            _processes = Tightest(_processes, files.ReadLimit(cgroup.MountPoint, level, "pids.max"));
        }
    }

    /// <summary>The CPU controller of cgroup v1.</summary>
    public void AddCpu(CgroupFolder? folder)
    {
        if (folder is not { } cgroup)
        {
            return;
        }

        foreach (string level in cgroup.FromLeafToTop())
        {
            if (
                files.ReadLimit(cgroup.MountPoint, level, "cpu.cfs_quota_us") is > 0 and { } quota
                && files.ReadLimit(cgroup.MountPoint, level, "cpu.cfs_period_us") is > 0 and { } period
            )
            {
                _cpus = Tightest(_cpus, (double)quota / period);
            }
        }
    }

    /// <summary>The memory controller of cgroup v1.</summary>
    public void AddMemory(CgroupFolder? folder)
    {
        if (folder is not { } cgroup)
        {
            return;
        }

        foreach (string level in cgroup.FromLeafToTop())
        {
            // An ancestor includes the use of its children only if it is configured to (always since Linux 5.11).
            if (level != cgroup.RelativePath && files.ReadLimit(cgroup.MountPoint, level, "memory.use_hierarchy") == 0)
            {
                break;
            }

            long? limit = AddMemory(cgroup, level, "memory.limit_in_bytes", "memory.usage_in_bytes");
            if (limit is not null && files.ReadLimit(cgroup.MountPoint, level, "memory.memsw.limit_in_bytes") is { } withSwap)
            {
                _swap = Tightest(_swap, Math.Max(0, withSwap - limit.Value));
            }
        }

        // The kernel's minimum over all ancestors, including those above the mount point, whose usage is not visible.
        if (
            files.ReadCounter(cgroup.MountPoint, cgroup.RelativePath, "memory.stat", "hierarchical_memory_limit"u8) is { } hierarchical
            && hierarchical < (_memory ?? CgroupMax.SmallestUnlimited)
        )
        {
            _memory = hierarchical;
            _memoryUsed = null;
        }
    }

    /// <summary>The controller of the number of processes of cgroup v1.</summary>
    public void AddProcesses(CgroupFolder? folder)
    {
        if (folder is not { } cgroup)
        {
            return;
        }

        foreach (string level in cgroup.FromLeafToTop())
        {
            _processes = Tightest(_processes, files.ReadLimit(cgroup.MountPoint, level, "pids.max"));
        }
    }

    // Of two equal limits the ancestor's is reached first, because its usage includes more processes.
    private long? AddMemory(CgroupFolder cgroup, string level, string limitFile, string usedFile)
    {
        long? limit = files.ReadLimit(cgroup.MountPoint, level, limitFile);
        if (limit is not null && limit <= (_memory ?? long.MaxValue))
        {
            _memory = limit;
            _memoryUsed = files.ReadLimit(cgroup.MountPoint, level, usedFile);
        }

        return limit;
    }

    private static long? Tightest(long? known, long? other) => known is null || other < known ? other ?? known : known;

    private static double? Tightest(double? known, double? other) => known is null || other < known ? other ?? known : known;
}
