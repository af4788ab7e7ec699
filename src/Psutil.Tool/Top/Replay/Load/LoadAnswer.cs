namespace Psutil.Tool.Top.Replay;

/// <summary>An hour of load that was read.</summary>
/// <param name="From">Who read it.</param>
/// <param name="Hour">The hour.</param>
/// <param name="Start">When the recording begins; null if it cannot be read any more.</param>
/// <param name="End">When it ends so far.</param>
internal sealed record LoadAnswer(LoadScanner From, LoadHour Hour, DateTimeOffset? Start, DateTimeOffset? End);
