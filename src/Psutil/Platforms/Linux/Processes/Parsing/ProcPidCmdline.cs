namespace Psutil.Platforms.Linux.Parsing;

/// <summary>A process's arguments, each ended by a NUL, unless the process has overwritten them.</summary>
internal static class ProcPidCmdline
{
    /// <summary>
    /// The arguments of <c>/proc/PID/cmdline</c>. A text with spaces and without a NUL is a title that the process has written over its
    /// arguments, and is split at the spaces.
    /// </summary>
    public static IReadOnlyList<string> Parse(ReadOnlySpan<byte> text) => Parse(text, out _);

    /// <summary>The same, and whether there were more of them than <see cref="ExecLimits.MostStrings"/>.</summary>
    public static IReadOnlyList<string> Parse(ReadOnlySpan<byte> text, out bool isCut)
    {
        isCut = false;
        if (text.IsEmpty)
        {
            return [];
        }

        bool endsInNul = text[^1] == 0;
        text = endsInNul ? text[..^1] : text;
        byte separator = text.Contains((byte)0) ? (byte)0 : (byte)' ';
        if (!endsInNul && text[^1] == separator)
        {
            text = text[..^1];
        }

        int found = text.Count(separator) + 1;
        isCut = found > ExecLimits.MostStrings;
        string[] arguments = new string[Math.Min(found, ExecLimits.MostStrings)];
        int count = 0;
        foreach (Range range in text.Split(separator))
        {
            if (count == arguments.Length)
            {
                break;
            }

            arguments[count++] = OSText.GetString(text[range]);
        }

        return arguments;
    }

    /// <summary>The last part of the first argument's path, which completes a name that the kernel cut.</summary>
    public static ReadOnlySpan<byte> ProgramName(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)0);
        ReadOnlySpan<byte> program = end < 0 ? text : text[..end];
        if (end < 0 || end == text.Length - 1)
        {
            int space = program.IndexOf((byte)' ');
            program = space < 0 ? program : program[..space];
        }

        return program[(program.LastIndexOf((byte)'/') + 1)..];
    }
}
