using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Psutil.Tool.Listing;

namespace Psutil.Tool.Commands;

/// <summary>The usual help, and examples after it.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private const int Width = 80;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.MaxWidth = Width;
        help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        string command = parseResult.CommandResult.Command.Name;
        if (command == "ps")
        {
            output.WriteLine("Fields:");
            WriteWords(output, ProcessFieldTable.All.Select(field => field.Name));
            output.WriteLine();
            output.WriteLine("In the table: - denied, n/a not offered by this system, ? none or unknown.");
            output.WriteLine("CPU % is of one CPU, over --interval.");
            output.WriteLine();
        }

        output.WriteLine("Examples:");
        output.WriteLine(command switch
        {
            "ps" => """
                  psutil ps --sort memory_info --limit 10
                  psutil ps --fields pid,name,cpu_percent --sort cpu_percent
                  psutil ps --json --fields all
                  psutil ps --json --watch 2 --fields name,cpu_percent
                """,
            "info" => """
                  psutil info 1
                  psutil info 1 --environment --maps
                  psutil info 1 --json
                """,
            "dump" => """
                  psutil dump
                  psutil dump --json
                  psutil dump --json --watch 60 >> machine.ndjson
                """,
            _ => """
                  psutil                   the machine at a glance
                  psutil --watch 2         the same, again and again
                  psutil ps --sort cpu_percent --limit 5
                  psutil info 1            one process in full
                  psutil dump --json       everything, for programs
                  HOST_PROC=/host/proc HOST_SYS=/host/sys psutil

                Exit codes: 0 found, 1 no such process, 2 wrong usage, 3 failed.
                """,
        });
        return ExitCode.Found;
    }

    private static void WriteWords(TextWriter output, IEnumerable<string> words)
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
