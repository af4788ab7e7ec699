using System.Text;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>Splits a command line like <c>CommandLineToArgvW</c>.</summary>
internal static class CommandLineSplitter
{
    /// <summary>The program and its arguments; empty if there is no command line.</summary>
    public static IReadOnlyList<string> Split(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty)
        {
            return [];
        }

        List<string> arguments = [TakeProgram(ref line)];
        StringBuilder argument = new();
        while (TakeArgument(ref line, argument))
        {
            arguments.Add(argument.ToString());
            argument.Clear();
        }

        return arguments;
    }

    // In the program's name a backslash has no special meaning. The name ends with its quote or with a blank.
    private static string TakeProgram(ref ReadOnlySpan<char> line)
    {
        bool isQuoted = line[0] == '"';
        ReadOnlySpan<char> rest = isQuoted ? line[1..] : line;
        int end = isQuoted ? rest.IndexOf('"') : IndexOfBlankOrControl(rest);
        string program = new(end < 0 ? rest : rest[..end]);
        line = end < 0 ? [] : rest[(end + 1)..];
        return program;
    }

    private static bool TakeArgument(ref ReadOnlySpan<char> line, StringBuilder argument)
    {
        line = line.TrimStart(" \t");
        if (line.IsEmpty)
        {
            return false;
        }

        // Backslashes before a quote mean half as many, and an odd one makes the quote a literal character. The third of three quotes in a
        // row is also literal: the first opens, the second closes, and a quote right after a closing one is literal.
        int backslashes = 0;
        int quotes = 0;
        int index = 0;
        for (; index < line.Length; index++)
        {
            char character = line[index];
            if (character is ' ' or '\t' && quotes == 0)
            {
                break;
            }

            if (character == '\\')
            {
                argument.Append(character);
                backslashes++;
                continue;
            }

            if (character != '"')
            {
                argument.Append(character);
                backslashes = 0;
                continue;
            }

            argument.Length -= (backslashes + 1) / 2;
            if (backslashes % 2 != 0)
            {
                argument.Append('"');
            }
            else
            {
                quotes++;
            }

            backslashes = 0;
            while (index + 1 < line.Length && line[index + 1] == '"')
            {
                index++;
                if (++quotes == 3)
                {
                    argument.Append('"');
                    quotes = 0;
                }
            }

            if (quotes == 2)
            {
                quotes = 0;
            }
        }

        line = line[index..];
        return true;
    }

    private static int IndexOfBlankOrControl(ReadOnlySpan<char> text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] <= ' ')
            {
                return index;
            }
        }

        return -1;
    }
}
