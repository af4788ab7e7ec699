namespace Psutil.Platforms.Linux;

/// <summary>Linux's numbers of resource limits (asm-generic/resource.h; the same on every architecture that .NET runs on).</summary>
internal static class LinuxResourceNumbers
{
    // RLIM_INFINITY.
    public const ulong Unlimited = ulong.MaxValue;

    public static int Of(ResourceKind kind) =>
        kind switch
        {
            ResourceKind.CpuTime => 0,
            ResourceKind.FileSize => 1,
            ResourceKind.DataSize => 2,
            ResourceKind.StackSize => 3,
            ResourceKind.CoreFileSize => 4,
            ResourceKind.ResidentSet => 5,
            ResourceKind.ProcessCount => 6,
            ResourceKind.OpenFiles => 7,
            ResourceKind.LockedMemory => 8,
            ResourceKind.AddressSpace => 9,
            ResourceKind.FileLocks => 10,
            ResourceKind.PendingSignals => 11,
            ResourceKind.MessageQueue => 12,
            ResourceKind.Nice => 13,
            ResourceKind.RealTimePriority => 14,
            ResourceKind.RealTimeTimeout => 15,
            ResourceKind.SocketBuffers or ResourceKind.PseudoTerminals or ResourceKind.Swap => throw new PsutilNotSupportedException(
                $"Linux does not limit {kind}."
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
