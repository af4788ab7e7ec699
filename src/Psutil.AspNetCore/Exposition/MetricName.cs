using System.Text;

namespace Psutil.AspNetCore.Exposition;

/// <summary>
/// Makes Prometheus's names from OpenTelemetry's, as the compatibility rules of the OpenTelemetry specification have them and .NET's own
/// exporter does: <c>system.cpu.time</c> in <c>s</c> is <c>system_cpu_time_seconds</c>.
/// </summary>
internal static class MetricName
{
    /// <summary>The name of the metric without <c>_total</c>, and the word of its unit; empty if it has none.</summary>
    /// <param name="name">The instrument's name.</param>
    /// <param name="unit">The instrument's unit, in UCUM's notation; null if it has none.</param>
    /// <param name="kind">What its values are.</param>
    public static (string Name, string Unit) Of(string name, string? unit, MetricKind kind)
    {
        string safe = Sanitize(name, ':');
        string word = kind == MetricKind.Gauge && unit == "1" ? "ratio" : UnitWord(unit ?? "");
        if (word.Length > 0 && !safe.EndsWith(word, StringComparison.Ordinal))
        {
            safe = $"{safe}_{word}";
        }

        const string Total = "_total";
        return (kind == MetricKind.Counter && safe.EndsWith(Total, StringComparison.Ordinal) ? safe[..^Total.Length] : safe, word);
    }

    /// <summary>The name of a label: an attribute's key with <c>_</c> in place of what a label cannot have.</summary>
    /// <param name="key">The attribute's key.</param>
    public static string Label(string key) => Sanitize(key, '_');

    private static string Sanitize(string name, char alsoAllowed)
    {
        StringBuilder safe = new(name.Length);
        if (name.Length > 0 && char.IsAsciiDigit(name[0]))
        {
            safe.Append('_');
        }

        foreach (char character in name)
        {
            if (char.IsAsciiLetterOrDigit(character) || character == alsoAllowed)
            {
                safe.Append(character);
            }
            else if (safe.Length == 0 || safe[^1] != '_')
            {
                safe.Append('_');
            }
        }

        return safe.ToString();
    }

    private static string UnitWord(string unit)
    {
        // What is in braces is a remark: {packet} is no unit.
        if (unit.StartsWith('{'))
        {
            return "";
        }

        int slash = unit.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? Word(unit)
            : $"{Word(unit[..slash])}_per_{(unit[(slash + 1)..] is "s" ? "second" : Sanitize(unit[(slash + 1)..], '_'))}";
    }

    private static string Word(string unit) =>
        unit switch
        {
            "1" => "",
            "s" => "seconds",
            "By" => "bytes",
            "Hz" => "hertz",
            "Cel" => "celsius",
            "W" => "watts",
            "J" => "joules",
            "V" => "volts",
            "A" => "amperes",
            "%" => "percent",
            _ => Sanitize(unit, '_'),
        };
}
