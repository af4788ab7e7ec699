namespace Psutil;

/// <summary>
/// The sources of one process that could not be read, kept as they failed until it is known whether the process still lives.
/// </summary>
internal struct CaptureFailures
{
    private List<Failure>? _list;

    /// <summary>Whether everything could be read.</summary>
    public readonly bool IsEmpty => _list is null;

    /// <summary>The failures, in the order in which they came.</summary>
    public readonly IReadOnlyList<Failure> All => _list ?? [];

    /// <summary>A call failed.</summary>
    /// <param name="fields">What it would have given.</param>
    /// <param name="source">The file, or what the call was made on; null if that is the process itself.</param>
    /// <param name="call">The call.</param>
    /// <param name="error">Its error, as the operating system numbers it.</param>
    public void Add(ProcessFields fields, string? source, string call, int error) =>
        (_list ??= []).Add(new Failure(fields, source, call, error, null));

    /// <summary>A source's answer was not understood.</summary>
    public void AddMalformed(ProcessFields fields, string source, string malformed) =>
        Add(fields, new Unavailability { Reason = UnavailableReason.Malformed, MalformedField = $"{source}: {malformed}" });

    /// <summary>Fields are missing although no call failed.</summary>
    public void Add(ProcessFields fields, UnavailableReason reason) => Add(fields, new Unavailability { Reason = reason });

    /// <summary>Fields are missing for a reason that is known already.</summary>
    public void Add(ProcessFields fields, Unavailability reason) => (_list ??= []).Add(new Failure(fields, null, "", 0, reason));

    /// <summary>One source that failed.</summary>
    /// <param name="Fields">What it would have given.</param>
    /// <param name="Source">The file, or what the call was made on; null if that is the process itself.</param>
    /// <param name="Call">The failed call.</param>
    /// <param name="Error">Its error.</param>
    /// <param name="Reason">The reason, where no call has to be judged.</param>
    internal readonly record struct Failure(ProcessFields Fields, string? Source, string Call, int Error, Unavailability? Reason);
}
