namespace Psutil.Platforms.Windows;

/// <summary>The values from a process's memory. A value is null if it was not requested or could not be read.</summary>
internal readonly record struct PebValues(
    IReadOnlyList<string>? CommandLine,
    string? WorkingDirectory,
    IReadOnlyDictionary<string, string>? Environment
)
{
    /// <summary>The values that the given fields need.</summary>
    public PebValues Only(ProcessFields fields) =>
        new(
            fields.HasFlag(ProcessFields.CommandLine) ? CommandLine : null,
            fields.HasFlag(ProcessFields.WorkingDirectory) ? WorkingDirectory : null,
            fields.HasFlag(ProcessFields.Environment) ? Environment : null
        );
}
