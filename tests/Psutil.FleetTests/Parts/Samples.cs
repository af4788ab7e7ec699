using System.Text.RegularExpressions;

namespace Psutil.FleetTests.Parts;

/// <summary>The samples of a text for Prometheus: the name with its labels in the order of their names, and the value.</summary>
internal static partial class Samples
{
    public static Dictionary<string, double> Parse(string text)
    {
        Dictionary<string, double> samples = new(StringComparer.Ordinal);
        foreach (string line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            Match match = Line().Match(line);
            Assert.True(match.Success, line);
            IEnumerable<string> labels = Label().Matches(match.Groups["labels"].Value).Select(label => label.Value);
            samples.Add(
                $"{match.Groups["name"]}{{{string.Join(',', labels.Order(StringComparer.Ordinal))}}}",
                double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture)
            );
        }

        return samples;
    }

    /// <summary>The lines that say what each metric is.</summary>
    public static IEnumerable<string> Heads(string text) => text.Split('\n').Where(line => line.StartsWith("# ", StringComparison.Ordinal));

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>.*)\})? (?<value>\S+)$""")]
    private static partial Regex Line();

    [GeneratedRegex("""[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*?""" + "\"")]
    private static partial Regex Label();
}
