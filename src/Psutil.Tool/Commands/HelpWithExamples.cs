using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Psutil.Tool.Commands;

/// <summary>The default help, followed by examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>The maximum width of a line of help.</summary>
    public const int Width = 80;

    public const string ExitCodes = "0 found, 1 nothing matched, 2 wrong usage, 3 failed.";

    /// <summary>The examples of the whole command line.</summary>
    public const string RootExamples = """
        psutil                   the machine at a glance
        psutil --watch 2         the same, again and again
        psutil ps --sort cpu_percent --limit 5
        psutil info 1            one process in full
        psutil dump --json       everything, for programs
        HOST_PROC=/host/proc HOST_SYS=/host/sys psutil
        """;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.MaxWidth = Width;
        help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        ToolCommand? command = parseResult.CommandResult.Command as ToolCommand;
        command?.WriteNotes?.Invoke(output);
        output.WriteLine("Examples:");
        foreach (string line in (command?.Examples ?? RootExamples).Split('\n'))
        {
            output.WriteLine("  " + line.TrimEnd('\r'));
        }

        output.WriteLine();
        if (command is null)
        {
            output.WriteLine("  Exit codes: " + ExitCodes);
        }

        return ExitCode.Found;
    }

    /// <summary>Writes words in lines of that width.</summary>
    public static void WriteWords(TextWriter output, IEnumerable<string> words)
    {
        string line = " ";
        foreach (string word in words)
        {
            if (line.Length + 1 + word.Length > Width)
            {
                output.WriteLine(line);
                line = " ";
            }

            line += " " + word;
        }

        output.WriteLine(line);
    }
}
