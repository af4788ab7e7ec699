using System.Buffers;
using System.Text;

namespace Psutil.AspNetCore.Exposition;

/// <summary>
/// Writes metrics as Prometheus text 0.0.4 or OpenMetrics 1.0. A metric is begun with <see cref="Begin"/>, which writes nothing until it
/// has a sample. Of two samples with the same labels, and of two metrics with the same name, the second is left out, because a scraper
/// would refuse all.
/// </summary>
/// <param name="output">Where to write.</param>
/// <param name="format">The format.</param>
internal sealed class MetricWriter(IBufferWriter<byte> output, MetricsFormat format)
{
    private readonly HashSet<string> _labels = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly StringBuilder _text = new();
    private string _name = "";
    private string _unit = "";
    private string _help = "";
    private MetricKind _kind;
    private bool _isLeftOut;

    private bool IsOpenMetrics => format == MetricsFormat.OpenMetrics;

    /// <summary>Begins a metric.</summary>
    /// <param name="name">Its name, without <c>_total</c> or <c>_info</c>.</param>
    /// <param name="kind">What its values are.</param>
    /// <param name="help">What it is, in a sentence.</param>
    /// <param name="unit">The word of its unit, with which the name must end; empty if it has none.</param>
    public void Begin(string name, MetricKind kind, string help, string unit = "")
    {
        (_name, _kind, _help, _unit) = (name, kind, help, unit);
        _labels.Clear();
        _isLeftOut = false;
    }

    /// <summary>Writes a sample of the metric.</summary>
    /// <param name="value">The value.</param>
    /// <param name="labels">The names and the values of the labels.</param>
    public void Sample(double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        string text = Labels(labels);
        if (_isLeftOut || !_labels.Add(text))
        {
            return;
        }

        if (_labels.Count == 1)
        {
            _isLeftOut = !_names.Add(_name);
            if (_isLeftOut)
            {
                return;
            }

            WriteHead();
        }

        Write(_name);
        Write(Suffix(isSample: true));
        Write(text);
        Write(" ");
        WriteNumber(value);
        Write("\n");
    }

    /// <summary>Writes a sample of the metric, or nothing if the value is unknown.</summary>
    /// <param name="value">The value; null if it is unknown.</param>
    /// <param name="labels">The names and the values of the labels.</param>
    public void SampleIfKnown(double? value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        if (value is { } known)
        {
            Sample(known, labels);
        }
    }

    /// <summary>Writes a metric that has one sample without labels, or nothing if the value is unknown.</summary>
    /// <param name="name">Its name, without <c>_total</c> or <c>_info</c>.</param>
    /// <param name="kind">What its value is.</param>
    /// <param name="help">What it is, in a sentence.</param>
    /// <param name="value">The value; null if it is unknown.</param>
    public void One(string name, MetricKind kind, string help, double? value)
    {
        Begin(name, kind, help);
        SampleIfKnown(value);
    }

    /// <summary>Ends the document.</summary>
    public void End()
    {
        if (IsOpenMetrics)
        {
            Write("# EOF\n");
        }
    }

    private void WriteHead()
    {
        string name = _name + Suffix(isSample: false);
        string kind = _kind switch
        {
            MetricKind.Counter => "counter",
            MetricKind.Unknown => IsOpenMetrics ? "unknown" : "untyped",
            MetricKind.Info when IsOpenMetrics => "info",
            _ => "gauge",
        };
        Write($"# HELP {name} {Escape(_help, quotes: IsOpenMetrics)}\n# TYPE {name} {kind}\n");
        if (IsOpenMetrics && _unit.Length > 0)
        {
            Write($"# UNIT {name} {_unit}\n");
        }
    }

    // OpenMetrics names the metric without the suffix of its samples.
    private string Suffix(bool isSample) =>
        IsOpenMetrics && !isSample ? ""
        : _kind == MetricKind.Counter ? "_total"
        : _kind == MetricKind.Info ? "_info"
        : "";

    private string Labels(ReadOnlySpan<(string Name, string Value)> labels)
    {
        if (labels.IsEmpty)
        {
            return "";
        }

        _text.Clear().Append('{');
        foreach ((string name, string value) in labels)
        {
            if (_text.Length > 1)
            {
                _text.Append(',');
            }

            _text.Append(name).Append("=\"").Append(Escape(value, quotes: true)).Append('"');
        }

        return _text.Append('}').ToString();
    }

    // A carriage return would be a line's end for some readers; no format has an escape for it.
    private static string Escape(string text, bool quotes) =>
        text.AsSpan().ContainsAny("\\\"\n\r")
            ? text.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\r", " ", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal)
                .Replace("\"", quotes ? "\\\"" : "\"", StringComparison.Ordinal)
            : text;

    private void WriteNumber(double value)
    {
        if (!double.IsFinite(value))
        {
            Write(
                double.IsNaN(value) ? "NaN"
                : value > 0 ? "+Inf"
                : "-Inf"
            );
            return;
        }

        // The longest double has 24 characters.
        const int Longest = 32;
        _ = value.TryFormat(output.GetSpan(Longest), out int written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    private void Write(string text)
    {
        if (text.Length > 0)
        {
            _ = Encoding.UTF8.GetBytes(text, output);
        }
    }
}
