namespace Psutil.Platforms.Windows.Parsing;

/// <summary>
/// Averages over 1, 5 and 15 minutes of samples that are taken every five seconds. The weight of a sample decreases with its age, as in
/// Linux's <c>loadavg</c>.
/// </summary>
internal sealed class DampedLoad(double first)
{
    // e to the power of minus five seconds divided by the average's minutes.
    private static readonly double OneMinuteFactor = Math.Exp(-5.0 / 60);
    private static readonly double FiveMinutesFactor = Math.Exp(-5.0 / 300);
    private static readonly double FifteenMinutesFactor = Math.Exp(-5.0 / 900);

    /// <summary>The first sample is the best estimate of the load before it.</summary>
    public LoadAverage Value { get; private set; } = new(first, first, first);

    public void Add(double sample) =>
        Value = new LoadAverage(
            Damp(Value.OneMinute, sample, OneMinuteFactor),
            Damp(Value.FiveMinutes, sample, FiveMinutesFactor),
            Damp(Value.FifteenMinutes, sample, FifteenMinutesFactor)
        );

    private static double Damp(double average, double sample, double factor) => (average * factor) + (sample * (1 - factor));
}
