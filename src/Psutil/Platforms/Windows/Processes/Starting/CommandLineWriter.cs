using System.Text;

namespace Psutil.Platforms.Windows;

/// <summary>
/// Writes the command line that <c>CommandLineToArgvW</c> and the C runtime split into the same arguments again. .NET's <c>Process</c>
/// writes the same line.
/// </summary>
internal static class CommandLineWriter
{
    /// <summary>The command line of a program.</summary>
    /// <param name="program">Its name, which is quoted unless it already is. In it, a backslash has no special meaning.</param>
    /// <param name="arguments">The arguments, as the program is to get them.</param>
    public static string Write(string program, IEnumerable<string> arguments)
    {
        StringBuilder line = Begin(program);
        foreach (string argument in arguments)
        {
            line.Append(' ');
            Append(line, argument);
        }

        return line.ToString();
    }

    /// <summary>The command line of a program whose arguments the caller has written as one text.</summary>
    public static string Write(string program, string arguments)
    {
        StringBuilder line = Begin(program);
        return arguments.Length == 0 ? line.ToString() : line.Append(' ').Append(arguments).ToString();
    }

    private static StringBuilder Begin(string program)
    {
        program = program.Trim();
        bool isQuoted = program.Length > 1 && program[0] == '"' && program[^1] == '"';
        return isQuoted ? new StringBuilder(program) : new StringBuilder().Append('"').Append(program).Append('"');
    }

    private static void Append(StringBuilder line, string argument)
    {
        if (argument.Length > 0 && !argument.Any(static character => character == '"' || char.IsWhiteSpace(character)))
        {
            line.Append(argument);
            return;
        }

        // Backslashes are only special before a quote: there, each must be doubled.
        line.Append('"');
        int backslashes = 0;
        foreach (char character in argument)
        {
            line.Append('\\', character == '"' ? backslashes + 1 : 0).Append(character);
            backslashes = character == '\\' ? backslashes + 1 : 0;
        }

        line.Append('\\', backslashes).Append('"');
    }
}
