using System.Text.RegularExpressions;

namespace Psutil.Tool.Listing;

/// <summary>Which names are meant: those that contain a text, in capitals or not, or match a regular expression between slashes.</summary>
internal sealed class NamePattern
{
    // No pattern that a person means takes this long for one name; one that runs away does.
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    private readonly string? _text;
    private readonly Regex? _regex;

    private NamePattern(string? text, Regex? regex)
    {
        _text = text;
        _regex = regex;
    }

    /// <summary>Reads <c>text</c>, <c>/expression/</c> or <c>/expression/i</c>.</summary>
    /// <exception cref="RegexParseException">The expression is malformed.</exception>
    public static NamePattern Parse(string pattern) =>
        pattern switch
        {
            ['/', .. string expression, '/'] => new NamePattern(null, new Regex(expression, RegexOptions.CultureInvariant, LongestMatch)),
            ['/', .. string expression, '/', 'i'] => new NamePattern(
                null,
                new Regex(expression, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, LongestMatch)
            ),
            _ => new NamePattern(pattern, null),
        };

    /// <summary>What is wrong with a pattern, in words; null if nothing is.</summary>
    public static string? ErrorOf(string pattern)
    {
        try
        {
            Parse(pattern);
            return null;
        }
        catch (RegexParseException exception)
        {
            // The exception's own message is left out of the native executable.
            return string.Create(
                CultureInfo.InvariantCulture,
                $"'{pattern}' is not a valid regular expression: {exception.Error} at character {exception.Offset}"
            );
        }
    }

    public bool Matches(string? name) =>
        name is not null && (_regex?.IsMatch(name) ?? name.Contains(_text!, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a name is exactly what was asked for, or an expression says exactly what is meant.</summary>
    public bool MatchesWhole(string? name) => _text is null ? Matches(name) : name == _text;
}
