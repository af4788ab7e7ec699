namespace Psutil.Diagnostics;

/// <summary>Creates instruments whose measurements follow from the values of a source.</summary>
internal sealed class InstrumentFactory(Meter meter, Sampler sampler, int maximumSeries)
{
    private long _leftOut;

    /// <summary>The sources.</summary>
    public Sampler Sampler => sampler;

    /// <summary>How many measurements were left out so far, because an instrument had too many.</summary>
    public long LeftOut => Interlocked.Read(ref _leftOut);

    /// <summary>Creates a counter: a sum that only grows.</summary>
    public void Counter<TValue, TNumber>(
        Source<TValue> source,
        string name,
        string unit,
        string description,
        Func<TValue, IEnumerable<Measurement<TNumber>>> measure
    )
        where TValue : class
        where TNumber : struct =>
        source.AddInstrument(meter.CreateObservableCounter(name, () => Observe(source, measure), unit, description));

    /// <summary>Creates an up-down counter: amounts that can be added up.</summary>
    public void UpDownCounter<TValue, TNumber>(
        Source<TValue> source,
        string name,
        string unit,
        string description,
        Func<TValue, IEnumerable<Measurement<TNumber>>> measure
    )
        where TValue : class
        where TNumber : struct =>
        source.AddInstrument(meter.CreateObservableUpDownCounter(name, () => Observe(source, measure), unit, description));

    /// <summary>Creates a gauge: values whose sum means nothing.</summary>
    public void Gauge<TValue, TNumber>(
        Source<TValue> source,
        string name,
        string unit,
        string description,
        Func<TValue, IEnumerable<Measurement<TNumber>>> measure
    )
        where TValue : class
        where TNumber : struct =>
        source.AddInstrument(meter.CreateObservableGauge(name, () => Observe(source, measure), unit, description));

    private List<Measurement<TNumber>> Observe<TValue, TNumber>(
        Source<TValue> source,
        Func<TValue, IEnumerable<Measurement<TNumber>>> measure
    )
        where TValue : class
        where TNumber : struct
    {
        List<Measurement<TNumber>> measurements = [];
        if (source.Take(sampler) is { } value)
        {
            foreach (Measurement<TNumber> measurement in measure(value))
            {
                if (measurements.Count < maximumSeries)
                {
                    measurements.Add(measurement);
                }
                else
                {
                    Interlocked.Increment(ref _leftOut);
                }
            }
        }

        return measurements;
    }
}
