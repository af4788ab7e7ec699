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

    /// <summary>Creates a counter whose measurements come from several sources.</summary>
    public void Counter<TNumber>(string name, string unit, string description, params InstrumentPart<TNumber>[] parts)
        where TNumber : struct => AddTo(parts, meter.CreateObservableCounter(name, () => Observe(parts), unit, description));

    /// <summary>Creates a gauge whose measurements come from several sources.</summary>
    public void Gauge<TNumber>(string name, string unit, string description, params InstrumentPart<TNumber>[] parts)
        where TNumber : struct => AddTo(parts, meter.CreateObservableGauge(name, () => Observe(parts), unit, description));

    /// <summary>The measurements of one source, for an instrument of several.</summary>
    public InstrumentPart<TNumber> From<TValue, TNumber>(Source<TValue> source, Func<TValue, IEnumerable<Measurement<TNumber>>> measure)
        where TValue : class
        where TNumber : struct => new(source, () => source.Take(sampler) is { } value ? measure(value) : []);

    private static void AddTo<TNumber>(InstrumentPart<TNumber>[] parts, Instrument instrument)
        where TNumber : struct
    {
        foreach (InstrumentPart<TNumber> part in parts)
        {
            part.Source.AddInstrument(instrument);
        }
    }

    private List<Measurement<TNumber>> Observe<TValue, TNumber>(
        Source<TValue> source,
        Func<TValue, IEnumerable<Measurement<TNumber>>> measure
    )
        where TValue : class
        where TNumber : struct => Observe([From(source, measure)]);

    private List<Measurement<TNumber>> Observe<TNumber>(ReadOnlySpan<InstrumentPart<TNumber>> parts)
        where TNumber : struct
    {
        List<Measurement<TNumber>> measurements = [];
        foreach (InstrumentPart<TNumber> part in parts)
        {
            foreach (Measurement<TNumber> measurement in part.Measure())
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
