namespace Psutil.Tool.Readings;

/// <summary>
/// Asks file systems that may never answer for their space, in another process; returns the answers that came in time, or null if no
/// process can be started.
/// </summary>
/// <param name="mountPoints">Where they are mounted.</param>
/// <param name="timeout">How long to wait for their answers.</param>
internal delegate IReadOnlyDictionary<string, UsageAnswer>? AskUsage(IReadOnlyCollection<string> mountPoints, TimeSpan timeout);
