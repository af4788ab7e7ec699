using Psutil.Platforms.FreeBsd.Interop;

namespace Psutil.Platforms.FreeBsd;

/// <summary>FreeBSD's resource limits.</summary>
internal static class FreeBsdResourceNumbers
{
    public static readonly (ResourceKind Kind, int Number)[] All =
    [
        (ResourceKind.CpuTime, ProcessNumbers.RLIMIT_CPU),
        (ResourceKind.FileSize, ProcessNumbers.RLIMIT_FSIZE),
        (ResourceKind.DataSize, ProcessNumbers.RLIMIT_DATA),
        (ResourceKind.StackSize, ProcessNumbers.RLIMIT_STACK),
        (ResourceKind.CoreFileSize, ProcessNumbers.RLIMIT_CORE),
        (ResourceKind.ResidentSet, ProcessNumbers.RLIMIT_RSS),
        (ResourceKind.LockedMemory, ProcessNumbers.RLIMIT_MEMLOCK),
        (ResourceKind.ProcessCount, ProcessNumbers.RLIMIT_NPROC),
        (ResourceKind.OpenFiles, ProcessNumbers.RLIMIT_NOFILE),
        (ResourceKind.SocketBuffers, ProcessNumbers.RLIMIT_SBSIZE),
        (ResourceKind.AddressSpace, ProcessNumbers.RLIMIT_AS),
        (ResourceKind.PseudoTerminals, ProcessNumbers.RLIMIT_NPTS),
        (ResourceKind.Swap, ProcessNumbers.RLIMIT_SWAP),
    ];

    public static int Of(ResourceKind kind)
    {
        foreach ((ResourceKind known, int number) in All)
        {
            if (known == kind)
            {
                return number;
            }
        }

        throw kind != ResourceKind.Unknown && Enum.IsDefined(kind)
            ? new PsutilNotSupportedException($"FreeBSD does not limit {kind}.")
            : new ArgumentOutOfRangeException(nameof(kind), kind, null);
    }

    public static ulong? FromNative(long limit) => limit == ProcessNumbers.RLIM_INFINITY ? null : unchecked((ulong)limit);

    public static long ToNative(ulong? limit) => limit < (ulong)ProcessNumbers.RLIM_INFINITY ? (long)limit : ProcessNumbers.RLIM_INFINITY;
}
