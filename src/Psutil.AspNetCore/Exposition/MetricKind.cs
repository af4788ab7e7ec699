namespace Psutil.AspNetCore.Exposition;

/// <summary>What the values of a metric are.</summary>
internal enum MetricKind
{
    /// <summary>A value that rises and falls.</summary>
    Gauge,

    /// <summary>A sum that only grows.</summary>
    Counter,

    /// <summary>A number of which nothing is known.</summary>
    Unknown,

    /// <summary>A constant 1, whose labels say something.</summary>
    Info,
}
