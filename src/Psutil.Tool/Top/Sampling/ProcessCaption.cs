using Psutil.Tool.Listing;

namespace Psutil.Tool.Top.Sampling;

/// <summary>A process's user and, if requested, its arguments. They rarely change and are read less often.</summary>
internal sealed class ProcessCaption
{
    private const ProcessFields Names = ProcessFields.Name | ProcessFields.UserName;

    public ProcessCaption(ProcessSnapshot snapshot, bool hasArguments)
    {
        Snapshot = snapshot;
        HasArguments = hasArguments;
        Command = hasArguments ? ProcessCommand.Of(snapshot) : snapshot.Name;
    }

    /// <summary>Whether the arguments, which may contain secrets, were requested.</summary>
    public bool HasArguments { get; }

    public ProcessSnapshot Snapshot { get; }

    /// <summary>
    /// The name or, with arguments, the program and all of them (the name in brackets if there are none); null if that is denied.
    /// </summary>
    public string? Command { get; }

    /// <summary>The fields that it needs.</summary>
    public static ProcessFields FieldsFor(bool withArguments) => withArguments ? Names | ProcessFields.CommandLine : Names;
}
