namespace Psutil.Platforms.Unix.Parsing;

/// <summary>A process's environment in Unix kernels: variables, each ended by a NUL.</summary>
internal static class EnvironmentParser
{
    /// <summary>The variables, up to the first empty one; a string without <c>=</c> is skipped.</summary>
    public static IReadOnlyDictionary<string, string> Parse(ReadOnlySpan<byte> text) => Parse(text, out _);

    /// <summary>The same, and whether there were more variables than <see cref="ExecLimits.MostStrings"/>.</summary>
    public static IReadOnlyDictionary<string, string> Parse(ReadOnlySpan<byte> text, out bool isCut)
    {
        isCut = false;
        int left = ExecLimits.MostStrings;
        Dictionary<string, string> variables = new(StringComparer.Ordinal);
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
                variables[OSText.GetString(variable[..equals])] = OSText.GetString(variable[(equals + 1)..]);
            }

            text = end < 0 ? [] : text[(end + 1)..];
        }

        return variables;
    }
}
