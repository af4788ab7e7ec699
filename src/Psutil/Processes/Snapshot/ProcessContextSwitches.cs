namespace Psutil;

/// <summary>How often a process gave up, or lost, the CPU. On Linux of its main thread.</summary>
/// <param name="Voluntary">It had to wait for something.</param>
/// <param name="Involuntary">Its time was up; null where the operating system counts all together (Windows, macOS): then
/// <paramref name="Voluntary"/> holds both.</param>
public readonly record struct ProcessContextSwitches(long Voluntary, long? Involuntary);
