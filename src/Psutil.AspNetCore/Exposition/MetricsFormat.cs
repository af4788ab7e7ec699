namespace Psutil.AspNetCore.Exposition;

/// <summary>A text format of metrics.</summary>
internal enum MetricsFormat
{
    /// <summary>Prometheus text, version 0.0.4.</summary>
    PrometheusText,

    /// <summary>OpenMetrics, version 1.0.0.</summary>
    OpenMetrics,
}
