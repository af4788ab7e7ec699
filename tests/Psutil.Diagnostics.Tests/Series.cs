namespace Psutil.Diagnostics.Tests;

/// <summary>One measurement, with its attributes as <c>key=value</c> in the order of their keys.</summary>
internal sealed record Series(string Name, string Tags, double Value);

internal static class SeriesExtensions
{
    /// <summary>The value of the only series with these attributes.</summary>
    public static double Value(this IEnumerable<Series> all, string name, string tags = "") =>
        Assert.Single(all, series => series.Name == name && series.Tags == tags).Value;

    /// <summary>The series of an instrument, as <c>tags: value</c>.</summary>
    public static string[] Of(this IEnumerable<Series> all, string name) =>
        [
            .. all.Where(series => series.Name == name)
                .Select(series => string.Create(CultureInfo.InvariantCulture, $"{series.Tags}: {series.Value}")),
        ];
}
