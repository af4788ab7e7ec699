namespace Psutil;

/// <summary>A process that ended.</summary>
/// <param name="Process">The process.</param>
/// <param name="ExitCode">Its exit code; the negated number of the signal that ended it; null if the operating system does not
/// tell.</param>
public readonly record struct ProcessExit(OSProcess Process, int? ExitCode);
