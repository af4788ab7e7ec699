namespace Psutil;

/// <summary>How often a process touched memory that was not mapped.</summary>
/// <param name="Minor">The page was in RAM.</param>
/// <param name="Major">The page had to be read from disk; null where the operating system does not tell.</param>
public readonly record struct ProcessPageFaults(long Minor, long? Major);
