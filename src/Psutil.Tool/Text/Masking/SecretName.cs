namespace Psutil.Tool.Text;

/// <summary>Whether the name of an option, a variable or a header says that its value is a secret.</summary>
internal static class SecretName
{
    private static readonly string[] Parts =
    [
        "password",
        "passwd",
        "passphrase",
        "passcode",
        "secret",
        "apikey",
        "accesskey",
        "privatekey",
        "authkey",
        "masterkey",
        "accountkey",
        "signature",
        "credential",
        "masterauth",
    ];

    private static readonly string[] Ends = ["token", "pass", "pwd", "jwt"];

    private static readonly string[] Names = ["sig", "bearer", "otp", "authorization", "proxyauthorization", "cookie", "psk"];

    // What says of a secret where it is or what it is like, and not what it is.
    private static readonly string[] HarmlessEnds =
    [
        "file",
        "path",
        "dir",
        "stdin",
        "env",
        "fd",
        "ttl",
        "timeout",
        "lifetime",
        "length",
        "size",
        "type",
        "prompt",
        "policy",
        "url",
        "uri",
        "limit",
        "command",
        "helper",
        "mode",
        "certhash",
        "bypass",
        "compass",
        "oldpwd",
    ];

    private static readonly string[] HarmlessStarts = ["no", "ask", "prompt", "require", "without", "max", "min", "num", "disable"];

    private static readonly string[] HarmlessKeys = ["public", "sort", "primary", "foreign", "partition", "host", "hot", "group"];

    /// <summary>Whether it is a secret's name without dashes before it, as in <c>nmcli ... password VALUE</c>.</summary>
    public static bool IsBare(string argument) => argument is "password" or "passphrase";

    /// <summary>How many characters at the beginning can be a name, with dashes or a slash before it.</summary>
    public static int LengthOf(ReadOnlySpan<char> text)
    {
        int length = text is ['/', ..] ? 1 : 0;
        while (length < text.Length && IsPart(text[length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>Whether a character can be in a name.</summary>
    public static bool IsPart(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.';

    /// <summary>How the value of what has this name is hidden.</summary>
    public static SecretKind KindOf(ReadOnlySpan<char> name)
    {
        const int Longest = 128;
        name = name.TrimStart("-/");
        if (name.IsEmpty)
        {
            return SecretKind.None;
        }

        // The end of a long name says what it is.
        name = name.Length > Longest ? name[^Longest..] : name;
        Span<char> flat = stackalloc char[Longest];
        int length = 0;
        foreach (char character in name)
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                flat[length++] = char.ToLowerInvariant(character);
            }
        }

        ReadOnlySpan<char> word = flat[..length];
        if (HasHarmlessStart(name) || EndsWithAny(word, HarmlessEnds))
        {
            return SecretKind.None;
        }

        foreach (string part in Parts)
        {
            if (word.Contains(part, StringComparison.Ordinal))
            {
                return SecretKind.Whole;
            }
        }

        foreach (string whole in Names)
        {
            if (word.SequenceEqual(whole))
            {
                return SecretKind.Whole;
            }
        }

        // PWD is a directory: its value tells.
        return word.EndsWith("pwd", StringComparison.Ordinal) ? SecretKind.Key
            : EndsWithAny(word, Ends) ? SecretKind.Whole
            : IsKey(name, word) ? SecretKind.Key
            : SecretKind.None;
    }

    // KEY alone, or the last of several words: --key is a file, and --hotkey is none.
    private static bool IsKey(ReadOnlySpan<char> name, ReadOnlySpan<char> word)
    {
        if (!word.EndsWith("key", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (string harmless in HarmlessKeys)
        {
            if (word.StartsWith(harmless, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return name.EndsWith("KEY", StringComparison.Ordinal)
            || (name.Length > 3 && (name[^4] is '-' or '_' or '.' || name.EndsWith("Key", StringComparison.Ordinal)));
    }

    private static bool HasHarmlessStart(ReadOnlySpan<char> name)
    {
        int end = name.IndexOfAny('-', '_');
        foreach (string start in HarmlessStarts)
        {
            if (end == start.Length && name[..end].Equals(start, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> word, string[] ends)
    {
        foreach (string end in ends)
        {
            if (word.EndsWith(end, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
