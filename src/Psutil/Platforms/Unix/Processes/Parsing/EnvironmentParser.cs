namespace Psutil.Platforms.Unix.Parsing;

/// <summary>A process's environment in Unix kernels: variables, each ended by a NUL.</summary>
internal static class EnvironmentParser
{
    /// <summary>The variables, up to the first empty one; a string without <c>=</c> is skipped.</summary>
    public static IReadOnlyDictionary<string, string> Parse(ReadOnlySpan<byte> text) => Parse(text, shared: null, out _);

    /// <summary>
    /// The same, with the strings that several processes have, and whether there were more variables than
    /// <see cref="ExecLimits.MostStrings"/>.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Parse(ReadOnlySpan<byte> text, SharedTexts? shared, out bool isCut)
    {
        isCut = false;
        int left = ExecLimits.MostStrings;
        Dictionary<string, string> variables = new(CountVariables(text), StringComparer.Ordinal);
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)0);
            ReadOnlySpan<byte> variable = end < 0 ? text : text[..end];
            if (variable.IsEmpty)
            {
                break;
            }

            if (left-- == 0)
            {
                isCut = true;
                break;
            }

            int equals = variable.IndexOf((byte)'=');
            if (equals > 0)
            {
                variables[GetString(variable[..equals], shared)] = GetString(variable[(equals + 1)..], shared);
            }

            text = end < 0 ? [] : text[(end + 1)..];
        }

        return variables;
    }

    // A process can fill its environment with NULs: those end it, and are no variables.
    private static int CountVariables(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf("\0\0"u8);
        return Math.Min(ExecLimits.MostStrings, (end < 0 ? text : text[..end]).Count((byte)'='));
    }

    private static string GetString(ReadOnlySpan<byte> bytes, SharedTexts? shared) => shared?.Get(bytes) ?? OSText.GetString(bytes);
}
