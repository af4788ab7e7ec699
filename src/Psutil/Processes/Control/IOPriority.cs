namespace Psutil;

/// <summary>The priority of a process's I/O.</summary>
/// <param name="Class">The class.</param>
/// <param name="Level">Within the classes <see cref="IOPriorityClass.RealTime"/> and <see cref="IOPriorityClass.BestEffort"/> 0 (first) to
/// 7 (last); 0 in the others.</param>
public readonly record struct IOPriority(IOPriorityClass Class, int Level = 0);
