namespace Psutil;

/// <summary>
/// A limit that the kernel holds a process to, in the unit of its <see cref="ResourceKind"/>; null is no limit (the kernel's
/// <c>RLIM_INFINITY</c>).
/// </summary>
/// <param name="Soft">The limit that is enforced; null if there is none.</param>
/// <param name="Hard">How far an unprivileged process may raise <paramref name="Soft"/>; null if there is no limit.</param>
public readonly record struct ResourceLimit(ulong? Soft, ulong? Hard)
{
    internal bool IsSoftWithinHard => Hard is null || Soft <= Hard;
}
