namespace Psutil.Tests.Linux;

/// <summary><c>/proc/stat</c> as kernels of different ages write it.</summary>
internal static class ProcStatCaptures
{
    /// <summary>2.4: four times, and no line for a single CPU's own.</summary>
    public const string Linux24 = """
        cpu  47135 1204 17321 3290187
        disk 24311 0 0 0
        page 196324 300177
        swap 1 0
        intr 3478123 3355847 3 0 0 1 4
        ctxt 4412345
        btime 1053100000
        processes 2915

        """;

    /// <summary>2.6.18 (RHEL 5): eight times.</summary>
    public const string Linux2618 = """
        cpu  1032451 8741 402117 91250014 350127 1204 22189 5
        cpu0 516001 4370 201058 45625007 175063 602 11094 2
        cpu1 516450 4371 201059 45625007 175064 602 11095 3
        intr 950231117 936601234 4 0 3 3 0 0 0 1 0
        ctxt 2201543321
        btime 1400000000
        processes 812345
        procs_running 1
        procs_blocked 0

        """;

    /// <summary>2.6.32 (RHEL 6): nine times, and softirq.</summary>
    public const string Linux2632 = """
        cpu  232450 112 98011 40012345 12034 7 4101 33 12000
        cpu0 232450 112 98011 40012345 12034 7 4101 33 12000
        intr 61234567 120 8 0 0 1
        ctxt 100234567
        btime 1500000000
        processes 51234
        procs_running 2
        procs_blocked 0
        softirq 41234567 0 30123456 1234 567890 234567 0 1 2345678 3456 7890123

        """;

    /// <summary>3.10 (RHEL 7), a host of guests; CPU 1 is offline.</summary>
    public const string Linux310 = """
        cpu  10132153 290696 3084719 46828483 16683 0 25195 175628 9000000 100000
        cpu0 3393280 32966 572056 13343292 6130 0 17875 23933 3000000 30000
        cpu2 3335683 128865 1256341 16742681 5276 0 3660 75847 3000000 35000
        cpu3 3403190 128865 1256322 16742510 5277 0 3660 75848 3000000 35000
        intr 8688370575 8 3373 0 0 0 0 0 0 1 40791 0 0 353317 0 0 0
        ctxt 38014093
        btime 1418183276
        processes 26442
        procs_running 2
        procs_blocked 0
        softirq 5057579 250191 1481983 1647 211099 186066 0 1783454 622196 12499 508444

        """;

    /// <summary>6.18, a virtual machine.</summary>
    public const string Linux618 = """
        cpu  18564 0 5003 343020 351 0 51 58 0 0
        cpu0 8666 0 2347 172457 24 0 11 28 0 0
        cpu1 9897 0 2656 170562 326 0 39 29 0 0
        intr 336860 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 1 13 0 0 0 0 367 88 0 42 1 31343 0 3709 3233 0 2622 4998 1
        ctxt 1083884
        btime 1795424643
        processes 7581
        procs_running 2
        procs_blocked 0
        softirq 194578 0 36574 7 6671 31342 0 2 56350 0 63632

        """;
}
