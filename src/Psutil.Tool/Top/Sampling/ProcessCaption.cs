using Psutil.Tool.Listing;

namespace Psutil.Tool.Top.Sampling;

/// <summary>What a process is called: its user and its command line, which hardly ever change and are read seldom.</summary>
internal sealed class ProcessCaption
{
    /// <summary>What must be captured for it.</summary>
    public const ProcessFields Fields = ProcessFields.Name | ProcessFields.UserName | ProcessFields.CommandLine;

    public ProcessCaption(ProcessSnapshot snapshot)
    {
        Snapshot = snapshot;
        Command = ProcessFieldTable.CommandLine(snapshot);
    }

    public ProcessSnapshot Snapshot { get; }

    /// <summary>The program with its arguments, or its name in brackets if it has none; null if that is denied.</summary>
    public string? Command { get; }
}
