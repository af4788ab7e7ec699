namespace Psutil;

/// <summary>Linux's pressure stall information: how much time was lost waiting for a resource.</summary>
/// <param name="Some">At least one task waited.</param>
/// <param name="Full">All tasks that were not idle waited at once; null where the kernel does not tell (CPU before Linux 5.13).</param>
public readonly record struct PressureStall(PressureShare Some, PressureShare? Full);
