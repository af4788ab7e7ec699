using System.CommandLine;

namespace Psutil.Tool.Commands;

/// <summary>A command that shows in its help how it is used.</summary>
internal sealed class ToolCommand(string name, string description) : Command(name, description)
{
    /// <summary>Command lines, one a line.</summary>
    public required string Examples { get; init; }

    /// <summary>What is to be known beside the options; null if nothing.</summary>
    public Action<TextWriter>? WriteNotes { get; init; }
}
