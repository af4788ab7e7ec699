using System.CommandLine;

namespace Psutil.Tool.Commands;

/// <summary>A command whose help shows examples.</summary>
internal sealed class ToolCommand(string name, string description) : Command(name, description)
{
    /// <summary>The examples, one command line each.</summary>
    public required string Examples { get; init; }

    /// <summary>Notes after the options; null if there are none.</summary>
    public Action<TextWriter>? WriteNotes { get; init; }
}
