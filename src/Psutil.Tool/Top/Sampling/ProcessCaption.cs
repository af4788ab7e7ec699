using Psutil.Tool.Listing;

namespace Psutil.Tool.Top.Sampling;

/// <summary>
/// What a process is called: its user and, where that was asked for, its arguments. They hardly ever change and are read seldom.
/// </summary>
internal sealed class ProcessCaption
{
    private const ProcessFields Names = ProcessFields.Name | ProcessFields.UserName;

    public ProcessCaption(ProcessSnapshot snapshot, bool hasArguments)
    {
        Snapshot = snapshot;
        HasArguments = hasArguments;
        Command = hasArguments ? ProcessCommand.Of(snapshot) : snapshot.Name;
    }

    /// <summary>Whether the arguments, which may hold secrets, were asked for.</summary>
    public bool HasArguments { get; }

    public ProcessSnapshot Snapshot { get; }

    /// <summary>
    /// The name or, with arguments, the program and all of them (the name in brackets if there are none); null if that is denied.
    /// </summary>
    public string? Command { get; }

    /// <summary>What must be captured for it.</summary>
    public static ProcessFields FieldsFor(bool withArguments) => withArguments ? Names | ProcessFields.CommandLine : Names;
}
