namespace Psutil;

/// <summary>A limit that the kernel holds a process to.</summary>
/// <param name="Soft">What is enforced.</param>
/// <param name="Hard">How far an unprivileged process may raise <paramref name="Soft"/>.</param>
public readonly record struct ResourceLimit(ulong Soft, ulong Hard)
{
    /// <summary>No limit: the kernel's <c>RLIM_INFINITY</c>.</summary>
    public const ulong Unlimited = ulong.MaxValue;
}
