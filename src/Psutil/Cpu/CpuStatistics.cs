namespace Psutil;

/// <summary>Counters since the machine started; null where the operating system does not tell.</summary>
/// <param name="ContextSwitches">Switches between tasks.</param>
/// <param name="Interrupts">Hardware interrupts.</param>
/// <param name="SoftInterrupts">Software interrupts. Linux, BSD, macOS.</param>
/// <param name="SystemCalls">System calls. Not on Linux, which does not count them.</param>
public readonly record struct CpuStatistics(long? ContextSwitches, long? Interrupts, long? SoftInterrupts, long? SystemCalls);
