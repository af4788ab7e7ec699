namespace Psutil.Tests.Linux;

/// <summary><c>/proc/cpuinfo</c> of different architectures, without the lines that nobody reads here.</summary>
internal static class ProcCpuinfoCaptures
{
    /// <summary>Two packages of two cores of two threads each, whose core numbers repeat.</summary>
    public static string TwoPackages { get; } =
        string.Concat(
            Enumerable
                .Range(0, 8)
                .Select(cpu =>
                    $"""
                        processor	: {cpu}
                        vendor_id	: GenuineIntel
                        model name	: Intel(R) Xeon(R) CPU E5-2630 v3 @ 2.40GHz
                        cpu MHz		: {1200 + cpu}.250
                        physical id	: {cpu / 2 % 2}
                        siblings	: 4
                        core id		: {cpu / 4 * 2}
                        cpu cores	: 2
                        bogomips	: 4788.88
                        clflush size	: 64
                        power management:


                        """
                )
        );

    /// <summary>Core numbers are missing: only what each package claims is left.</summary>
    public const string PackagesOnly = """
        processor	: 0
        physical id	: 0
        cpu cores	: 4

        processor	: 1
        physical id	: 0
        cpu cores	: 4

        processor	: 2
        physical id	: 1
        cpu cores	: 4

        """;

    /// <summary>ARM, Linux 3.2: the model's line looks like a CPU's number.</summary>
    public const string Arm = """
        Processor	: ARMv7 Processor rev 10 (v7l)
        processor	: 0
        BogoMIPS	: 1581.05

        processor	: 1
        BogoMIPS	: 1581.05

        Features	: swp half thumb fastmult vfp edsp neon vfpv3
        CPU implementer	: 0x41
        Hardware	: Freescale i.MX 6Quad
        Revision	: 0000
        Serial		: 0000000000000000

        """;

    /// <summary>One ARM9, Linux 2.6: no number at all.</summary>
    public const string OldArm = """
        Processor	: ARM926EJ-S rev 5 (v5l)
        BogoMIPS	: 183.50
        Features	: swp half thumb fastmult edsp java
        Hardware	: ARM-Versatile PB

        """;

    /// <summary>POWER8.</summary>
    public const string Power = """
        processor	: 0
        cpu		: POWER8 (architected), altivec supported
        clock		: 3425.000000MHz
        revision	: 2.1 (pvr 004b 0201)

        processor	: 8
        cpu		: POWER8 (architected), altivec supported
        clock		: 3026.000000MHz
        revision	: 2.1 (pvr 004b 0201)

        timebase	: 512000000
        platform	: pSeries
        machine		: CHRP IBM,8286-42A

        """;

    /// <summary>s390x, Linux 5.10: each CPU stands at the head and in a block.</summary>
    public const string S390 = """
        vendor_id       : IBM/S390
        # processors    : 2
        bogomips per cpu: 3241.00
        max thread id   : 0
        features	: esan3 zarch stfle msa ldisp eimm dfp edat etf3eh highgprs te vx vxd vxe gs vxe2 vxp sort dflt sie
        processor 0: version = FF,  identification = 2C8A88,  machine = 8561
        processor 1: version = FF,  identification = 2C8A88,  machine = 8561

        cpu number      : 0
        physical id     : 4
        core id         : 1
        siblings        : 2
        cpu cores       : 2
        cpu MHz dynamic : 5200
        cpu MHz static  : 5000

        cpu number      : 1
        physical id     : 4
        core id         : 2
        siblings        : 2
        cpu cores       : 2
        cpu MHz dynamic : 5100
        cpu MHz static  : 5000

        """;
}
