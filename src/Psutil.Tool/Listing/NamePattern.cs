using System.Text.RegularExpressions;

namespace Psutil.Tool.Listing;

/// <summary>Selects names that contain a text, regardless of case, or that match a regular expression between slashes.</summary>
internal sealed class NamePattern
{
    // A sensible pattern never takes this long for one name; a runaway one does.
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    private readonly string? _text;
    private readonly Regex? _regex;

    private NamePattern(string? text, Regex? regex)
    {
        _text = text;
        _regex = regex;
    }

    /// <summary>Parses <c>text</c>, <c>/expression/</c> or <c>/expression/i</c>.</summary>
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

    /// <summary>The error of a pattern; null if it is valid.</summary>
    public static string? ErrorOf(string pattern)
    {
        try
        {
            Parse(pattern);
            return null;
        }
        catch (RegexParseException exception)
        {
            // The native executable does not contain the exception's message.
            return string.Create(
                CultureInfo.InvariantCulture,
                $"'{pattern}' is not a valid regular expression: {exception.Error} at character {exception.Offset}"
            );
        }
    }

    /// <summary>Whether it is a regular expression.</summary>
    public bool IsExpression => _regex is not null;

    public bool Matches(string? name) =>
        name is not null && (_regex?.IsMatch(name) ?? name.Contains(_text!, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a name is exactly the pattern's text, or the pattern is an expression and matches.</summary>
    public bool MatchesWhole(string? name) => _text is null ? Matches(name) : name == _text;
}
