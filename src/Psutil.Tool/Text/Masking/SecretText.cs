using System.Buffers;
using System.Text;

namespace Psutil.Tool.Text;

/// <summary>Hides what looks like a secret within a text. Takes time in proportion to the text's length.</summary>
internal static class SecretText
{
    // What the tokens of services begin with.
    private static readonly string[] TokenStarts =
    [
        "ghp_",
        "gho_",
        "ghs_",
        "github_pat_",
        "glpat-",
        "xoxb-",
        "xoxp-",
        "sk-",
        "sk_live_",
        "rk_live_",
        "AKIA",
        "ASIA",
        "AIza",
        "eyJ",
        "npm_",
        "pypi-",
        "hf_",
        "hvs.",
        "SG.",
        "tskey-",
    ];

    private static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \t\r\n&;,\"'`)}");
    private static readonly SearchValues<char> AuthorityEnds = SearchValues.Create(" \t\r\n\"'`<>|");

    private const int ShortestToken = 20;
    private const int LongestAuthority = 1024;

    /// <summary>A value that is a secret.</summary>
    public static string MaskValue(string value, SecretKind kind)
    {
        switch (kind)
        {
            case SecretKind.AfterUser:
                int user = value.AsSpan().IndexOfAny(":%,");
                return user < 0 ? value : value[..(user + 1)] + ArgumentMask.Hidden;
            case SecretKind.Key
                when value is ['/' or '.' or '~', ..] or [_, ':', '\\', ..] || value.EndsWith(".pem", StringComparison.Ordinal):
                return value;
            default:
                return value.Length == 0 ? value : ArgumentMask.Hidden;
        }
    }

    /// <summary>The text without the secrets in it.</summary>
    public static string Mask(string text)
    {
        StringBuilder? masked = null;
        int copied = 0;
        int position = 0;
        while (position < text.Length)
        {
            if (Find(text, position) is var (start, end) && end > start)
            {
                (masked ??= new StringBuilder(text.Length)).Append(text, copied, start - copied).Append(ArgumentMask.Hidden);
                copied = position = end;
            }
            else
            {
                position = NextWord(text, position);
            }
        }

        return masked is null ? text : masked.Append(text, copied, text.Length - copied).ToString();
    }

    // The secret that is announced at a position, where a word begins or a URL's scheme ends; empty if there is none.
    private static (int Start, int End) Find(string text, int position)
    {
        if (text.AsSpan(position).StartsWith("://", StringComparison.Ordinal))
        {
            return Credentials(text, position + 3);
        }

        if (!SecretName.IsPart(text[position]))
        {
            return default;
        }

        int end = WordEnd(text, position);
        ReadOnlySpan<char> word = text.AsSpan(position, end - position);
        if (IsToken(word))
        {
            return (position, end);
        }

        SecretKind kind = SecretName.KindOf(word);
        return kind == SecretKind.None ? default : Value(text, position, end, kind);
    }

    private static int NextWord(string text, int position)
    {
        if (!SecretName.IsPart(text[position]))
        {
            return position + 1;
        }

        return WordEnd(text, position);
    }

    private static int WordEnd(string text, int position)
    {
        while (position < text.Length && SecretName.IsPart(text[position]))
        {
            position++;
        }

        return position;
    }

    private static bool IsToken(ReadOnlySpan<char> word)
    {
        if (word.Length < ShortestToken)
        {
            return false;
        }

        foreach (string start in TokenStarts)
        {
            if (word.StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // name=value, "name": "value", Name: value, --name value.
    private static (int Start, int End) Value(string text, int name, int end, SecretKind kind)
    {
        int start = end;
        bool isQuoted = start < text.Length && text[start] is '"' or '\'';
        start += isQuoted ? 1 : 0;
        bool hasSeparator = start < text.Length && text[start] is '=' or ':';
        if (!hasSeparator && (isQuoted || text[name] != '-' || start >= text.Length || text[start] != ' '))
        {
            return default;
        }

        bool isHeader = hasSeparator && text[start] == ':' && !isQuoted;
        start++;
        while (start < text.Length && text[start] == ' ')
        {
            start++;
        }

        if (start >= text.Length || (!hasSeparator && text[start] == '-') || (hasSeparator && text[start] == '/' && text[start - 1] == ':'))
        {
            return default;
        }

        if (kind == SecretKind.Key && text[start] is '/' or '.' or '~')
        {
            return default;
        }

        char quote = text[start] is '"' or '\'' ? text[start++] : '\0';
        start += isHeader ? SchemeLength(text.AsSpan(start)) : 0;
        int stop =
            quote != '\0' ? text.IndexOf(quote, start)
            : isHeader
                ? text.AsSpan(start).IndexOfAny("\"'\r\n,") is var found && found < 0 ? -1
                    : start + found
            : text.AsSpan(start).IndexOfAny(ValueEnds) is var delimiter && delimiter < 0 ? -1
            : start + delimiter;
        return (start, stop < 0 ? text.Length : stop);
    }

    // The scheme of an authorization is no secret.
    private static int SchemeLength(ReadOnlySpan<char> value)
    {
        foreach (string scheme in (ReadOnlySpan<string>)["Bearer ", "Basic ", "Digest ", "Token "])
        {
            if (value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return scheme.Length;
            }
        }

        return 0;
    }

    // The password of user:password@host; without a colon, the user if it is as long as a token.
    private static (int Start, int End) Credentials(string text, int start)
    {
        // A limit, because a text may be full of such beginnings.
        ReadOnlySpan<char> rest = text.AsSpan(start, Math.Min(LongestAuthority, text.Length - start));
        int end = rest.IndexOfAny(AuthorityEnds);
        rest = end < 0 ? rest : rest[..end];
        int authority = rest.IndexOfAny('/', '?', '#');
        int at = (authority < 0 ? rest : rest[..authority]).LastIndexOf('@');
        int colon = rest.IndexOf(':');
        if (at < 0 && authority > 0 && colon >= 0 && colon < authority && !IsPort(rest[(colon + 1)..authority]))
        {
            // A password with a slash in it.
            at = rest.LastIndexOf('@');
        }

        if (at < 0)
        {
            return default;
        }

        return colon >= 0 && colon < at ? (start + colon + 1, start + at)
            : at >= ShortestToken ? (start, start + at)
            : default;
    }

    private static bool IsPort(ReadOnlySpan<char> text) =>
        !text.ContainsAnyExceptInRange('0', '9') || text is [.., ']'] || text.Contains(']');
}
