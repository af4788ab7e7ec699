namespace Psutil;

/// <summary>
/// A resource limit of a process, in the unit of its <see cref="ResourceKind"/>. Null means no limit (<c>RLIM_INFINITY</c>).
/// </summary>
/// <param name="Soft">The limit that the kernel enforces; null for no limit.</param>
/// <param name="Hard">The highest value to which an unprivileged process may raise <paramref name="Soft"/>; null for no limit.</param>
public readonly record struct ResourceLimit(ulong? Soft, ulong? Hard)
{
    internal bool IsSoftWithinHard => Hard is null || Soft <= Hard;
}
