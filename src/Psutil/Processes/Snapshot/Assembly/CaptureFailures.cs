namespace Psutil;

/// <summary>The sources of a process that could not be read, kept until it is known whether the process is still alive.</summary>
internal struct CaptureFailures
{
    private List<Failure>? _list;

    /// <summary>Whether everything could be read.</summary>
    public readonly bool IsEmpty => _list is null;

    /// <summary>The failures, in the order in which they occurred.</summary>
    public readonly IReadOnlyList<Failure> All => _list ?? [];

    /// <summary>Adds a failed call.</summary>
    /// <param name="fields">The fields that it would have filled.</param>
    /// <param name="source">The file or other target of the call; null if it is the process itself.</param>
    /// <param name="call">The name of the call.</param>
    /// <param name="error">The error code of the operating system.</param>
    public void Add(ProcessFields fields, string? source, string call, int error) =>
        (_list ??= []).Add(new Failure(fields, source, call, error, null));

    /// <summary>Adds a source whose data could not be parsed.</summary>
    public void AddMalformed(ProcessFields fields, string source, string malformed) =>
        Add(fields, new Unavailability { Reason = UnavailableReason.Malformed, MalformedField = $"{source}: {malformed}" });

    /// <summary>Adds fields that are missing although no call failed.</summary>
    public void Add(ProcessFields fields, UnavailableReason reason) => Add(fields, new Unavailability { Reason = reason });

    /// <summary>Adds fields that are missing for a known reason.</summary>
    public void Add(ProcessFields fields, Unavailability reason) => (_list ??= []).Add(new Failure(fields, null, "", 0, reason));

    /// <summary>A source that could not be read.</summary>
    /// <param name="Fields">The fields that it would have filled.</param>
    /// <param name="Source">The file or other target of the call; null if it is the process itself.</param>
    /// <param name="Call">The failed call.</param>
    /// <param name="Error">The error code of the operating system.</param>
    /// <param name="Reason">The reason, if it is already known.</param>
    internal readonly record struct Failure(ProcessFields Fields, string? Source, string Call, int Error, Unavailability? Reason);
}
