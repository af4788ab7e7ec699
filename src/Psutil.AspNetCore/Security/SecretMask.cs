namespace Psutil.AspNetCore.Security;

/// <summary>
/// Masks what looks like a secret in arguments and environments: the values of options and variables with such a name, and passwords in
/// addresses. It cannot know a secret that has no such name.
/// </summary>
internal static class SecretMask
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Mask = "***";

    private static readonly string[] Words =
    [
        "pass",
        "pwd",
        "secret",
        "token",
        "key",
        "auth",
        "cred",
        "cookie",
        "session",
        "signature",
        "bearer",
        "private",
        "dsn",
        "connectionstring",
    ];

    /// <summary>The arguments of a process with their secrets masked.</summary>
    public static IReadOnlyList<string> OfArguments(IReadOnlyList<string> arguments)
    {
        string[] masked = new string[arguments.Count];
        bool isSecretNext = false;
        for (int index = 0; index < masked.Length; index++)
        {
            string argument = arguments[index];
            bool isOption = argument.StartsWith('-');
            if (isSecretNext && !isOption)
            {
                masked[index] = Mask;
                isSecretNext = false;
                continue;
            }

            masked[index] = OfText(argument);
            isSecretNext = isOption && !argument.Contains('=', StringComparison.Ordinal) && IsSecretName(argument);
        }

        return masked;
    }

    /// <summary>The value of a variable, masked if it is a secret.</summary>
    public static string OfVariable(string name, string value) => IsSecretName(name) ? Mask : OfText(value);

    private static string OfText(string text)
    {
        string shown = MaskAddress(text);
        int equals = shown.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && IsSecretName(shown.AsSpan(0, equals)))
        {
            return $"{shown.AsSpan(0, equals + 1)}{Mask}";
        }

        int colon = shown.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && IsSecretName(shown.AsSpan(0, colon)) ? $"{shown.AsSpan(0, colon + 2)}{Mask}" : shown;
    }

    private static bool IsSecretName(ReadOnlySpan<char> name)
    {
        foreach (string word in Words)
        {
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Masks the password of <c>scheme://user:password@host</c>.</summary>
    private static string MaskAddress(string text)
    {
        int start = text.IndexOf("://", StringComparison.Ordinal);
        if (start < 0)
        {
            return text;
        }

        start += "://".Length;
        int length = text.AsSpan(start).IndexOfAny("/?# \t");
        ReadOnlySpan<char> authority = length < 0 ? text.AsSpan(start) : text.AsSpan(start, length);
        int at = authority.LastIndexOf('@');
        int colon = at < 0 ? -1 : authority[..at].IndexOf(':');
        return colon < 0 ? text : $"{text.AsSpan(0, start + colon + 1)}{Mask}{text.AsSpan(start + at)}";
    }
}
