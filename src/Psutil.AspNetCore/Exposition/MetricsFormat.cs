namespace Psutil.AspNetCore.Exposition;

/// <summary>A text format of metrics.</summary>
internal enum MetricsFormat
{
    /// <summary>Prometheus text, version 0.0.4: every scraper reads it, and node_exporter's textfile collector.</summary>
    PrometheusText,

    /// <summary>OpenMetrics, version 1.0.0: the same samples with units, and with an end mark that shows a cut answer.</summary>
    OpenMetrics,
}
