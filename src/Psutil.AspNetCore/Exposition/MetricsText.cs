using System.Buffers;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Psutil.Diagnostics;

namespace Psutil.AspNetCore.Exposition;

/// <summary>
/// The instruments of the meter <see cref="PsutilMetrics.MeterName"/> of one service provider as text for Prometheus. It measures when it
/// writes, and nothing is read otherwise.
/// </summary>
/// <remarks>
/// Names get the suffixes that OpenTelemetry's own exporters give them: <c>system.cpu.time</c> is <c>system_cpu_time_seconds_total</c>. The
/// resource is in the labels of <c>target_info</c>. Every instrument of the meter is an observable one; others would be left out.
/// </remarks>
internal sealed class MetricsText : IDisposable
{
    // About 300 series.
    private const int InitialSize = 32 * 1024;

    private readonly Lock _lock = new();
    private readonly MeterListener _listener = new();
    private readonly List<Metric> _metrics = [];
    private readonly (string Name, string Value)[] _resource;

    /// <summary>Starts to listen, until the application has stopped. Instruments that are created later are measured as well.</summary>
    /// <param name="services">The services whose meter is measured.</param>
    public MetricsText(IServiceProvider services)
    {
        _resource =
        [
            .. MachineResource
                .GetAttributes(services.GetService<Machine>() ?? Machine.Local)
                .Select(attribute => (MetricName.Label(attribute.Key), TextOf(attribute.Value))),
        ];
        IMeterFactory? factory = services.GetService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            bool isOurs = instrument.Meter.Name == PsutilMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, factory);
            if (isOurs && instrument.IsObservable)
            {
                Metric metric = new(instrument);
                lock (_lock)
                {
                    _metrics.Add(metric);
                }

                listener.EnableMeasurementEvents(instrument, metric);
            }
        };
        _listener.MeasurementsCompleted = (_, metric) =>
        {
            lock (_lock)
            {
                _metrics.Remove((Metric)metric!);
            }
        };
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, metric) => ((Metric)metric!).Add(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, metric) => ((Metric)metric!).Add(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, metric) => ((Metric)metric!).Add(value, tags));
        _listener.Start();
        services.GetService<IHostApplicationLifetime>()?.ApplicationStopped.Register(Dispose);
    }

    /// <summary>Measures all instruments and writes them. Calls wait for each other.</summary>
    public void Write(IBufferWriter<byte> output, MetricsFormat format)
    {
        MetricWriter writer = new(output, format);
        writer.Begin("target", MetricKind.Info, "The machine and the process that measure.");
        writer.Sample(1, _resource);
        lock (_lock)
        {
            // A measurement that threw left those before it behind.
            _metrics.ForEach(metric => metric.Clear());
            _listener.RecordObservableInstruments();
            foreach (Metric metric in _metrics)
            {
                metric.Write(writer);
            }
        }

        writer.End();
    }

    /// <summary>Answers a request in the format that it accepts.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        ArrayBufferWriter<byte> text = new(InitialSize);
        MetricsFormat format = MetricsFormats.Choose(context.Request.Headers.Accept);
        Write(text, format);
        await MetricsFormats.AnswerAsync(context, text.WrittenMemory, format).ConfigureAwait(false);
    }

    /// <summary>Ends the listening.</summary>
    public void Dispose() => _listener.Dispose();

    private static string TextOf(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    /// <summary>An instrument with what it measured last.</summary>
    private sealed class Metric(Instrument instrument)
    {
        private readonly MetricKind _kind = IsCounter(instrument) ? MetricKind.Counter : MetricKind.Gauge;
        private readonly List<(double Value, (string Name, string Value)[] Labels)> _samples = [];

        public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            (string, string)[] labels = tags.IsEmpty ? [] : new (string, string)[tags.Length];
            for (int tag = 0; tag < tags.Length; tag++)
            {
                labels[tag] = (MetricName.Label(tags[tag].Key), TextOf(tags[tag].Value));
            }

            _samples.Add((value, labels));
        }

        public void Write(MetricWriter writer)
        {
            (string name, string unit) = MetricName.Of(instrument.Name, instrument.Unit, _kind);
            writer.Begin(name, _kind, instrument.Description ?? instrument.Name, unit);
            foreach ((double value, (string, string)[] labels) in _samples)
            {
                writer.Sample(value, labels);
            }
        }

        public void Clear() => _samples.Clear();

        private static bool IsCounter(Instrument instrument) =>
            instrument is ObservableCounter<int> or ObservableCounter<long> or ObservableCounter<double>;
    }
}
