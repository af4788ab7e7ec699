namespace Psutil.Tests.Linux;

/// <summary><c>/proc/meminfo</c> as kernels of different ages write it.</summary>
internal static class ProcMeminfoCaptures
{
    /// <summary>2.6.18 (RHEL 5): no file pages, no reclaimable slab, no shared memory.</summary>
    public const string Linux2618 = """
        MemTotal:      1026064 kB
        MemFree:         61384 kB
        Buffers:         92864 kB
        Cached:         622528 kB
        SwapCached:          0 kB
        Active:         340084 kB
        Inactive:       496248 kB
        HighTotal:           0 kB
        HighFree:            0 kB
        LowTotal:      1026064 kB
        LowFree:         61384 kB
        SwapTotal:     2064376 kB
        SwapFree:      2064300 kB
        Dirty:             156 kB
        Writeback:           0 kB
        AnonPages:      120960 kB
        Mapped:          31444 kB
        Slab:           104128 kB
        PageTables:       5620 kB
        CommitLimit:   2577408 kB
        Committed_AS:   291684 kB
        VmallocTotal: 34359738367 kB
        VmallocUsed:      1616 kB
        VmallocChunk: 34359736591 kB
        HugePages_Total:     0
        Hugepagesize:     2048 kB

        """;

    /// <summary>3.10 without the distribution's back-ports: no MemAvailable.</summary>
    public const string Linux310 = """
        MemTotal:        8010408 kB
        MemFree:         1000000 kB
        Buffers:          200000 kB
        Cached:          3000000 kB
        SwapCached:        11900 kB
        Active:          2500000 kB
        Inactive:        2200000 kB
        Active(anon):    1000000 kB
        Inactive(anon):   500000 kB
        Active(file):    1500000 kB
        Inactive(file):  1700000 kB
        Unevictable:           0 kB
        Mlocked:               0 kB
        SwapTotal:       4000000 kB
        SwapFree:        3900000 kB
        Dirty:               276 kB
        Writeback:             0 kB
        AnonPages:       1489320 kB
        Mapped:           210040 kB
        Shmem:             90000 kB
        Slab:             400000 kB
        SReclaimable:     300000 kB
        SUnreclaim:       100000 kB
        KernelStack:       10224 kB
        PageTables:        40804 kB
        NFS_Unstable:          0 kB
        Bounce:                0 kB
        WritebackTmp:          0 kB
        CommitLimit:     8005204 kB
        Committed_AS:    5000000 kB
        VmallocTotal:   34359738367 kB
        VmallocUsed:      360844 kB
        VmallocChunk:   34359338876 kB
        HardwareCorrupted:     0 kB
        AnonHugePages:    630784 kB
        HugePages_Total:       0
        HugePages_Free:        0
        HugePages_Rsvd:        0
        HugePages_Surp:        0
        Hugepagesize:       2048 kB
        DirectMap4k:      180216 kB
        DirectMap2M:     8073216 kB

        """;

    /// <summary>4.15 (Ubuntu 18.04).</summary>
    public const string Linux415 = """
        MemTotal:       16318480 kB
        MemFree:         4210104 kB
        MemAvailable:   10210104 kB
        Buffers:          512000 kB
        Cached:          5400000 kB
        SwapCached:            0 kB
        Active:          6900000 kB
        Inactive:        4000000 kB
        Active(anon):    4900000 kB
        Inactive(anon):   300000 kB
        Active(file):    2000000 kB
        Inactive(file):  3700000 kB
        Unevictable:         160 kB
        Mlocked:             160 kB
        SwapTotal:       2097148 kB
        SwapFree:        2097148 kB
        Dirty:               716 kB
        Writeback:             0 kB
        AnonPages:       4988000 kB
        Mapped:           980000 kB
        Shmem:            240000 kB
        Slab:             700000 kB
        SReclaimable:     500000 kB
        SUnreclaim:       200000 kB
        KernelStack:       18000 kB
        PageTables:        64000 kB

        """;

    /// <summary>5.4 on ARM64 with a shadow call stack, whose line has no space behind the colon.</summary>
    public const string Linux54Arm = """
        MemTotal:        7856128 kB
        MemFree:          158624 kB
        MemAvailable:    3276540 kB
        Buffers:            4096 kB
        Cached:          3052200 kB
        SwapCached:        27648 kB
        Active:          2401000 kB
        Inactive:        1500000 kB
        Active(file):    1400000 kB
        Inactive(file):  1200000 kB
        SwapTotal:       2621436 kB
        SwapFree:        1800192 kB
        Shmem:             30000 kB
        KReclaimable:     350000 kB
        Slab:             420000 kB
        SReclaimable:     180000 kB
        SUnreclaim:       240000 kB
        KernelStack:       62000 kB
        ShadowCallStack:10373888 kB
        CmaTotal:         245760 kB
        CmaFree:               0 kB

        """;

    /// <summary>6.18, a virtual machine without swap.</summary>
    public const string Linux618 = """
        MemTotal:       24684084 kB
        MemFree:        24386460 kB
        MemAvailable:   24355904 kB
        Buffers:            1848 kB
        Cached:           134648 kB
        SwapCached:            0 kB
        Active:            27388 kB
        Inactive:         109524 kB
        Active(anon):       1544 kB
        Inactive(anon):     7748 kB
        Active(file):      25844 kB
        Inactive(file):   101776 kB
        Unevictable:       16544 kB
        Mlocked:           15560 kB
        SwapTotal:             0 kB
        SwapFree:              0 kB
        Zswap:                 0 kB
        Zswapped:              0 kB
        Dirty:               320 kB
        Shmem:              8872 kB
        KReclaimable:      60500 kB
        Slab:              83556 kB
        SReclaimable:      60500 kB
        SUnreclaim:        23056 kB
        HugePages_Total:       0
        Hugepagesize:       2048 kB

        """;

    /// <summary>
    /// The zones of the machine of <see cref="Linux310"/>: 4 + 3000 + 9000 pages of low watermark, beside lines that look alike.
    /// </summary>
    public const string ZoneInfo = """
        Node 0, zone      DMA
          pages free     3976
                boost    0
                min      3
                low      4
                high     5
                scanned  0
                spanned  4095
                protection: (0, 3226, 7815, 7815)
          pagesets
            cpu: 0
                      count: 0
                      high:  0
                      low:   77
                      batch: 1
        Node 0, zone    DMA32
          pages free     160000
                min      2500
                low      3000
                high     3750
        Node 0, zone   Normal
          pages free     90000
                min      7500
                low      9000
                high     11250

        """;
}
