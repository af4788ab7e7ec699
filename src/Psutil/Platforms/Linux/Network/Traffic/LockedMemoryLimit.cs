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

    // One at a time: the next would take the raised limit for the one to restore.
    private static readonly Lock Raising = new();

    private readonly bool _isHeld;
    private readonly (ulong Soft, ulong Hard)? _before;

    private LockedMemoryLimit((ulong Soft, ulong Hard)? before) => (_isHeld, _before) = (true, before);

    /// <summary>Raises the limit until it is disposed, on the same thread. Where that is denied, nothing changes.</summary>
    public static LockedMemoryLimit Raise()
    {
        Raising.Enter();
        int result = Libc.ExchangeResourceLimit(
            LockedMemory,
            LinuxResourceNumbers.Unlimited,
            LinuxResourceNumbers.Unlimited,
            out ulong soft,
            out ulong hard
        );
        return new LockedMemoryLimit(result == 0 ? (soft, hard) : null);
    }

    public void Dispose()
    {
        if (_before is var (soft, hard))
        {
            _ = Libc.ExchangeResourceLimit(LockedMemory, soft, hard, out _, out _);
        }

        if (_isHeld)
        {
            Raising.Exit();
        }
    }
}
