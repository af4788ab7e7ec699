namespace Psutil.Diagnostics;

/// <summary>The instruments of the collection itself: how long each source takes, what failed and what was left out.</summary>
internal static class SourceInstruments
{
    public static void Add(Meter meter, InstrumentFactory factory)
    {
        Sampler sampler = factory.Sampler;
        meter.CreateObservableGauge(
            "psutil.source.duration",
            () => Measure(source => Diagnostics.Measure.One(source.LastDuration?.TotalSeconds, Name(source))),
            "s",
            "How long the last reading of each source took."
        );
        meter.CreateObservableCounter(
            "psutil.source.failures",
            () =>
                Measure(source =>
                    source.Failures.Select(failure => new Measurement<long>(failure.Value, Name(source), new("error.type", failure.Key)))
                ),
            "{failure}",
            "How often a source could not be read."
        );
        meter.CreateObservableCounter(
            "psutil.series.left_out",
            () => factory.LeftOut,
            "{series}",
            "How many measurements were left out, because an instrument had too many."
        );

        List<Measurement<T>> Measure<T>(Func<Source, IEnumerable<Measurement<T>>> measure)
            where T : struct
        {
            lock (sampler.Gate)
            {
                return [.. sampler.Sources.SelectMany(measure)];
            }
        }
    }

    private static KeyValuePair<string, object?> Name(Source source) => new("psutil.source", source.Name);
}
