using System.Collections.Concurrent;

namespace Psutil.Diagnostics.Tests;

/// <summary>Collects the measurements of one <see cref="PsutilMetrics"/>, as an exporter does.</summary>
internal sealed class Collector : IDisposable, IMeterFactory
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, Instrument> _instruments = new(StringComparer.Ordinal);
    private readonly List<Series> _series = [];
    private readonly PsutilMetrics _metrics;
    private Meter? _meter;

    /// <param name="machine">The machine to measure.</param>
    /// <param name="configure">Sets options besides a generous timeout, which keeps a slow machine from leaving something out.</param>
    /// <param name="only">The instruments to collect; null for all.</param>
    public Collector(Machine machine, Action<PsutilMetricsOptions>? configure = null, Func<string, bool>? only = null)
    {
        PsutilMetricsOptions options = new() { CollectionTimeout = TimeSpan.FromSeconds(60) };
        configure?.Invoke(options);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, _meter) && only?.Invoke(instrument.Name) != false)
            {
                _instruments[instrument.Name] = instrument;
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _metrics = new PsutilMetrics(machine, options, this);
        _listener.Start();
    }

    public IReadOnlyDictionary<string, Instrument> Instruments => _instruments;

    public Meter Meter => _meter!;

    public Meter Create(MeterOptions options) => _meter = new Meter(options);

    /// <summary>Collects once.</summary>
    public IReadOnlyList<Series> Collect()
    {
        _series.Clear();
        _listener.RecordObservableInstruments();
        return [.. _series];
    }

    public void Dispose()
    {
        _listener.Dispose();
        _metrics.Dispose();
        _meter?.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _series.Add(
            new Series(
                instrument.Name,
                string.Join(
                    ",",
                    tags.ToArray()
                        .OrderBy(tag => tag.Key, StringComparer.Ordinal)
                        .Select(tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}={tag.Value}"))
                ),
                value
            )
        );
}
