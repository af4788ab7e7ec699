namespace Psutil;

/// <summary>The mean number of tasks that ran or waited to run.</summary>
/// <param name="OneMinute">Over the last minute.</param>
/// <param name="FiveMinutes">Over the last five minutes.</param>
/// <param name="FifteenMinutes">Over the last fifteen minutes.</param>
public readonly record struct LoadAverage(double OneMinute, double FiveMinutes, double FifteenMinutes);
