using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Before Linux 5.11 the memory of maps and programs counts towards RLIMIT_MEMLOCK, often 64 KB, when they are created.
/// </summary>
internal static class LockedMemoryLimit
{
    // asm-generic/resource.h
    private const int LockedMemory = 8;

    /// <summary>
    /// Raises the limit of this process for good, as libbpf does: on Debian's 5.10 programs were refused where it was lowered again after
    /// each loading. Where that is denied, nothing changes.
    /// </summary>
    public static void Raise() =>
        _ = Libc.SetResourceLimit(0, LockedMemory, LinuxResourceNumbers.Unlimited, LinuxResourceNumbers.Unlimited);
}
