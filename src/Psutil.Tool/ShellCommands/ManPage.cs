using System.CommandLine;
using System.Text;
using Psutil.Tool.Commands;

namespace Psutil.Tool.ShellCommands;

/// <summary>The manual page of a command in the language of <c>man</c> (roff), from what its help is made of.</summary>
internal sealed class ManPage
{
    private const string Program = "psutil";

    private readonly StringBuilder _text = new();

    private ManPage() { }

    /// <summary>The name of a command's page, without its section.</summary>
    public static string NameOf(Command command) => command is RootCommand ? Program : $"{Program}-{command.Name}";

    /// <summary>The page.</summary>
    /// <param name="root">The whole command line.</param>
    /// <param name="command">The command; the root for the page of all.</param>
    public static string Write(RootCommand root, Command command)
    {
        ManPage page = new();
        string name = NameOf(command);
        page.Line($".TH {Escape(name.ToUpperInvariant())} 1 \"\" \"{Program} {Escape(PrintVersion.Version)}\" \"User Commands\"");
        page.Section("NAME");
        page.Text($"{name} - {command.Description}");
        page.Section("SYNOPSIS");
        page.WriteSynopsis(command);
        page.WriteArguments(command);
        if (command is RootCommand)
        {
            page.Section("COMMANDS");
            foreach (Command each in root.Subcommands.Where(each => !each.Hidden))
            {
                page.Item($"\\fB{Escape(each.Name)}\\fR", each.Description);
            }
        }

        page.Section("OPTIONS");
        foreach (Option option in command.Options.Concat(root.Options.Where(option => option.Recursive)).Distinct())
        {
            page.WriteOption(option);
        }

        if (command is ToolCommand { WriteNotes: { } writeNotes })
        {
            using StringWriter notes = new() { NewLine = "\n" };
            writeNotes(notes);
            page.Section("NOTES");
            page.Literal(notes.ToString());
        }

        page.Section("EXAMPLES");
        page.Literal((command as ToolCommand)?.Examples ?? HelpWithExamples.RootExamples);
        page.Section("EXIT STATUS");
        page.Text(HelpWithExamples.ExitCodes);
        page.Section("SEE ALSO");
        page.Text(
            string.Join(
                ", ",
                ((Command[])[root, .. root.Subcommands.Where(each => !each.Hidden)])
                    .Where(each => each != command && (command is RootCommand || each is RootCommand))
                    .Select(each => NameOf(each) + "(1)")
            )
        );
        return page._text.ToString();
    }

    private void WriteSynopsis(Command command)
    {
        string words = command is RootCommand ? $"\\fB{Program}\\fR [\\fIcommand\\fR]" : $"\\fB{Program} {Escape(command.Name)}\\fR";
        Line($"{words} [\\fIoptions\\fR]{string.Concat(command.Arguments.Where(each => !each.Hidden).Select(Placeholder))}");
    }

    private void WriteArguments(Command command)
    {
        if (command.Arguments.Any(argument => !argument.Hidden))
        {
            Section("ARGUMENTS");
            foreach (Argument argument in command.Arguments.Where(argument => !argument.Hidden))
            {
                Item($"\\fI{Escape(argument.HelpName ?? argument.Name)}\\fR", argument.Description);
            }
        }
    }

    private void WriteOption(Option option)
    {
        if (!option.Hidden)
        {
            IEnumerable<string> names = option
                .Aliases.Append(option.Name)
                .Distinct()
                .OrderBy(name => name.Length)
                .ThenBy(name => name, StringComparer.Ordinal);
            string value = option.HelpName is { } text ? $" \\fI{Escape(text)}\\fR" : "";
            Item(string.Join(", ", names.Select(name => $"\\fB{Escape(name)}\\fR")) + value, option.Description);
        }
    }

    private static string Placeholder(Argument argument)
    {
        string name = $"\\fI{Escape(argument.HelpName ?? argument.Name)}\\fR";
        return argument.Arity.MaximumNumberOfValues > 1 ? $" [{name} ...]" : $" [{name}]";
    }

    private void Section(string title) => Line(".SH " + title);

    private void Item(string formatted, string? description)
    {
        Line(".TP");
        Line(formatted);
        Text(description ?? "");
    }

    private void Text(string text) => Line(Guard(Escape(text)));

    private void Literal(string lines)
    {
        Line(".nf");
        foreach (string line in lines.Trim('\n').Split('\n'))
        {
            Line(Guard(Escape(line.TrimEnd('\r'))));
        }

        Line(".fi");
    }

    private void Line(string text) => _text.Append(text).Append('\n');

    // A line that begins with a dot or an apostrophe would be a request.
    private static string Guard(string line) => line is ['.' or '\'', ..] ? "\\&" + line : line;

    // A plain hyphen and apostrophe may be typeset as other characters, which cannot be copied into a shell. Other characters are named by
    // their numbers, whatever the encoding of the page is taken for.
    private static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            escaped.Append(
                rune.Value switch
                {
                    '\\' => "\\e",
                    '-' => "\\-",
                    '\'' => "\\(aq",
                    > '~' => string.Create(CultureInfo.InvariantCulture, $"\\[u{rune.Value:X4}]"),
                    _ => rune.ToString(),
                }
            );
        }

        return escaped.ToString();
    }
}
