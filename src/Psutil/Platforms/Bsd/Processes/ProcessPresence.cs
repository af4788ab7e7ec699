namespace Psutil.Platforms.Bsd;

/// <summary>What the process table has under a PID.</summary>
/// <param name="IsThere">Whether there is a process.</param>
/// <param name="StartTime">When it started; null if the kernel does not report that of a process that ends.</param>
/// <param name="IsZombie">Whether it ends or has ended.</param>
/// <param name="IsHidden">Whether the caller may not know if there is one.</param>
internal readonly record struct ProcessPresence(bool IsThere, long? StartTime, bool IsZombie, bool IsHidden);
