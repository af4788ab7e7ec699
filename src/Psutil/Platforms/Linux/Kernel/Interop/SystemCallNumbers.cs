using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

/// <summary>
/// The numbers of system calls that some C libraries do not wrap, by architecture (the kernel's <c>unistd.h</c> and <c>syscall.tbl</c>).
/// </summary>
internal static class SystemCallNumbers
{
    public static int GetDents64 { get; } = ByArchitecture(x64: 217, x86: 220, arm: 217, generic: 61, s390x: 220, ppc64: 202);

    public static int IOPrioritySet { get; } = ByArchitecture(x64: 251, x86: 289, arm: 314, generic: 30, s390x: 282, ppc64: 273);

    public static int IOPriorityGet { get; } = ByArchitecture(x64: 252, x86: 290, arm: 315, generic: 31, s390x: 283, ppc64: 274);

    public static int PrLimit64 { get; } = ByArchitecture(x64: 302, x86: 340, arm: 369, generic: 261, s390x: 334, ppc64: 325);

    public static int GetThreadId { get; } = ByArchitecture(x64: 186, x86: 224, arm: 224, generic: 178, s390x: 236, ppc64: 207);

    public static int StatX { get; } = ByArchitecture(x64: 332, x86: 383, arm: 397, generic: 291, s390x: 379, ppc64: 383);

    // Calls added since Linux 5.1 have the same number on every architecture.
    public const int PidFdSendSignal = 424;
    public const int PidFdOpen = 434;
    public const int OpenAt2 = 437;

    private static int ByArchitecture(int x64, int x86, int arm, int generic, int s390x, int ppc64) =>
        RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => x64,
            Architecture.X86 => x86,
            Architecture.Arm or Architecture.Armv6 => arm,
            Architecture.S390x => s390x,
            Architecture.Ppc64le => ppc64,
            _ => generic, // Arm64, RiscV64, LoongArch64
        };
}
