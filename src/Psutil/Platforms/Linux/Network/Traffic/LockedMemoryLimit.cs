using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Before Linux 5.11 the memory of maps and programs counts towards RLIMIT_MEMLOCK, often 64 KB, when they are created. This raises the
/// limit of this process, as root may, until it is disposed.
/// </summary>
internal readonly struct LockedMemoryLimit : IDisposable
{
    // asm-generic/resource.h
    private const int LockedMemory = 8;

    private readonly (ulong Soft, ulong Hard)? _before;

    private LockedMemoryLimit(ulong soft, ulong hard) => _before = (soft, hard);

    /// <summary>Raises the limit. Where that is denied, nothing changes.</summary>
    public static LockedMemoryLimit Raise() =>
        Libc.ExchangeResourceLimit(
            LockedMemory,
            LinuxResourceNumbers.Unlimited,
            LinuxResourceNumbers.Unlimited,
            out ulong soft,
            out ulong hard
        ) == 0
            ? new LockedMemoryLimit(soft, hard)
            : default;

    public void Dispose()
    {
        if (_before is var (soft, hard))
        {
            _ = Libc.ExchangeResourceLimit(LockedMemory, soft, hard, out _, out _);
        }
    }
}
