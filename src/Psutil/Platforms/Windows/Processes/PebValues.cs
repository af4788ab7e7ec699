namespace Psutil.Platforms.Windows;

/// <summary>What a process's own memory tells; null what was not asked for or could not be had.</summary>
internal readonly record struct PebValues(
    IReadOnlyList<string>? CommandLine,
    string? WorkingDirectory,
    IReadOnlyDictionary<string, string>? Environment
)
{
    /// <summary>Those of the values that some fields want.</summary>
    public PebValues Only(ProcessFields fields) =>
        new(
            fields.HasFlag(ProcessFields.CommandLine) ? CommandLine : null,
            fields.HasFlag(ProcessFields.WorkingDirectory) ? WorkingDirectory : null,
            fields.HasFlag(ProcessFields.Environment) ? Environment : null
        );
}
