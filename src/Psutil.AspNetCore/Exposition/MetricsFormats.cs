using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Psutil.AspNetCore.Exposition;

/// <summary>Chooses a format by the header <c>Accept</c> of a scraper, and names its content type.</summary>
internal static class MetricsFormats
{
    /// <summary>The value of the header <c>Content-Type</c> of a format.</summary>
    public static string GetContentType(MetricsFormat format) =>
        format == MetricsFormat.OpenMetrics
            ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
            : "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>
    /// The format that a scraper prefers: OpenMetrics if the header names it, in version 1.0.0 or without a version, with at least the
    /// quality of text; Prometheus text otherwise, also for a browser and for a header that is missing or not valid.
    /// </summary>
    /// <param name="accept">The header <c>Accept</c>.</param>
    public static MetricsFormat Choose(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out IList<MediaTypeHeaderValue>? types))
        {
            return MetricsFormat.PrometheusText;
        }

        double openMetrics = Best(types, type =>
            type.MediaType.Equals("application/openmetrics-text", StringComparison.OrdinalIgnoreCase) && IsKnown(type)
        );
        double text = Best(types, type => type.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase));
        return openMetrics > 0 && openMetrics >= text ? MetricsFormat.OpenMetrics : MetricsFormat.PrometheusText;
    }

    /// <summary>Answers a request with a text in a format.</summary>
    public static Task AnswerAsync(HttpContext context, ReadOnlyMemory<byte> text, MetricsFormat format) =>
        Answer.WriteAsync(context, text, GetContentType(format));

    private static double Best(IList<MediaTypeHeaderValue> types, Func<MediaTypeHeaderValue, bool> isWanted) =>
        types.Where(isWanted).Select(type => type.Quality ?? 1).DefaultIfEmpty().Max();

    private static bool IsKnown(MediaTypeHeaderValue type) =>
        type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("version", StringComparison.OrdinalIgnoreCase)) is not { } version
        || HeaderUtilities.RemoveQuotes(version.Value) == "1.0.0";
}
