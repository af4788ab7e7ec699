using Psutil.Tool.Listing;
using Psutil.Tool.Text;

namespace Psutil.Tool.Top.Sampling;

/// <summary>
/// A process's user and, if requested, its arguments. They rarely change and are read less often. Only what is shown of them is kept,
/// because there is one for each process.
/// </summary>
internal sealed class ProcessCaption
{
    private const ProcessFields Names = ProcessFields.Name | ProcessFields.UserName;

    // Longer than anyone scrolls: the arguments of a process may be of megabytes.
    private const int LongestCommand = 4096;

    public ProcessCaption(ProcessSnapshot snapshot, ArgumentForm form)
    {
        Form = form;
        Name = snapshot.Name;
        UserName = snapshot.UserName;
        Unavailable = snapshot.Unavailable;
        string? command = ProcessCommand.Of(snapshot, form);
        Command = command is { Length: > LongestCommand } ? command[..LongestCommand] : command;
        Program = form != ArgumentForm.Names && snapshot.CommandLine is [var program, ..] ? ProgramIn(program) : (0, Command?.Length ?? 0);
    }

    /// <summary>How much of the arguments, which may contain secrets, was requested.</summary>
    public ArgumentForm Form { get; }

    public string? Name { get; }

    public string? UserName { get; }

    /// <summary>Why a field is missing.</summary>
    public IReadOnlyDictionary<ProcessFields, Unavailability> Unavailable { get; }

    /// <summary>What was shown of the process last, which is shown again while it does not change; null at first.</summary>
    public TopProcess? Shown { get; set; }

    /// <summary>
    /// The name or, with arguments, the program and all of them (the name in brackets if there are none); null if that is denied.
    /// </summary>
    public string? Command { get; }

    /// <summary>Where in the command the program's name is: behind its path, and before its arguments.</summary>
    public (int Start, int End) Program { get; }

    /// <summary>The fields that it needs.</summary>
    public static ProcessFields FieldsFor(ArgumentForm form) => form == ArgumentForm.Names ? Names : Names | ProcessFields.CommandLine;

    private static (int, int) ProgramIn(string program)
    {
        // A process that sets its title has blanks in it, as a path on Windows may.
        int blank = program is [_, ':', '\\', ..] ? -1 : program.IndexOf(' ', StringComparison.Ordinal);
        int end = Math.Min(blank < 0 ? program.Length : blank, LongestCommand);
        int slash = program is ['/' or '.' or '\\', ..] or [_, ':', ..] ? program.AsSpan(0, end).LastIndexOfAny('/', '\\') : -1;
        return (slash + 1 < end ? slash + 1 : 0, end);
    }
}
