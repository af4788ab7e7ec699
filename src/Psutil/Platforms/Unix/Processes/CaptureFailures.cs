namespace Psutil.Platforms.Unix;

/// <summary>
/// The sources of one process that could not be read, kept as they failed until it is known whether the process still lives.
/// </summary>
internal struct CaptureFailures
{
    private List<Failure>? _list;

    /// <summary>Whether everything could be read.</summary>
    public readonly bool IsEmpty => _list is null;

    public void Add(ProcessFields fields, string? source, ReadResult result) =>
        (_list ??= []).Add(new Failure(fields, source, result, null, null));

    public void AddMalformed(ProcessFields fields, string source, string malformed) =>
        (_list ??= []).Add(new Failure(fields, source, default, malformed, null));

    public void Add(ProcessFields fields, UnavailableReason reason) => (_list ??= []).Add(new Failure(fields, null, default, null, reason));

    /// <summary>
    /// The reasons, for a process that was seen alive (or as a zombie) after its sources had been read; null if nothing failed.
    /// </summary>
    /// <param name="requested">The fields that were asked for.</param>
    /// <param name="classify">What a failed call means on this operating system; null if it means that there is nothing to know.</param>
    public readonly Dictionary<ProcessFields, Unavailability>? Classify(ProcessFields requested, Func<Failure, Unavailability?> classify)
    {
        Dictionary<ProcessFields, Unavailability>? reasons = null;
        foreach (Failure failure in _list ?? [])
        {
            Unavailability? reason = failure switch
            {
                { Reason: { } known } => new Unavailability(known),
                { Malformed: not null } => new Unavailability(
                    UnavailableReason.Malformed,
                    MalformedField: $"{failure.Source}: {failure.Malformed}"
                ),
                _ => classify(failure),
            };
            if (reason is not { } found)
            {
                continue;
            }

            for (long rest = (long)(failure.Fields & requested); rest != 0; rest &= rest - 1)
            {
                (reasons ??= [])[(ProcessFields)(rest & -rest)] = found;
            }
        }

        return reasons;
    }

    /// <summary>One source that failed.</summary>
    /// <param name="Fields">What it would have told.</param>
    /// <param name="Source">The file, or what the call was made on.</param>
    /// <param name="Result">The failed call.</param>
    /// <param name="Malformed">The part of the answer that was not understood.</param>
    /// <param name="Reason">The reason, where no call failed.</param>
    internal readonly record struct Failure(
        ProcessFields Fields,
        string? Source,
        ReadResult Result,
        string? Malformed,
        UnavailableReason? Reason
    );
}
