namespace Psutil.Tool.Tests.Fakes;

internal sealed class FakeMemory : Memory
{
    public const long Total = 16L << 30;

    public override VirtualMemory GetVirtual() =>
        new()
        {
            Total = Total,
            Available = 6L << 30,
            Used = 10L << 30,
            Free = 1L << 30,
            Active = 5_000_000_000,
            Inactive = 3_000_000_000,
            Buffers = 200_000_000,
            Cached = 4_000_000_000,
            Shared = 100_000_000,
            Slab = null,
        };

    public override SwapMemory GetSwap() =>
        new()
        {
            Total = 2L << 30,
            Used = 1L << 29,
            Free = 3L << 29,
            SwappedIn = 4096,
        };
}
