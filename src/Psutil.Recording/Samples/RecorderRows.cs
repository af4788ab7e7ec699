namespace Psutil.Recording;

/// <summary>What a recorder says of itself in each sample.</summary>
internal static class RecorderRows
{
    public const string Reading = "recorder";

    private const int Value = ReadingFields.FirstValue;

    /// <param name="sample">Where the row goes.</param>
    /// <param name="session">A number that no other run of a recorder has.</param>
    /// <param name="elapsed">How long the recorder has run, by a clock that nobody sets.</param>
    /// <param name="dropped">How many samples it could not write.</param>
    /// <param name="system">The operating system.</param>
    /// <param name="every">How long it waits between two samples.</param>
    public static void Add(SampleDraft sample, long session, TimeSpan elapsed, long dropped, string? system, TimeSpan every) =>
        sample.Read(Reading, row =>
            row.Add(Value, session).Add(Value + 1, elapsed).Add(Value + 2, dropped).Add(Value + 3, system).Add(Value + 4, every)
        );

    public static long? SessionOf(Row? row) => row?.Integer(Value);

    private static TimeSpan? ElapsedOf(Row? row) => row?.Duration(Value + 1);

    /// <summary>How much time is between two samples, by the recorder's own clock; null if two runs of a recorder took them.</summary>
    public static TimeSpan? TimeBetween(Row? before, Row? now)
    {
        bool isSameRun = SessionOf(before) is { } session && session == SessionOf(now);

        // A file can hold any numbers: those of a real clock are no further apart.
        double? ticks = isSameRun ? (double?)ElapsedOf(now)?.Ticks - ElapsedOf(before)?.Ticks : null;
        return ticks > 0 && ticks < TimeSpan.FromDays(100_000).Ticks ? new TimeSpan((long)ticks.Value) : null;
    }

    /// <summary>How long a recorder waits between two samples; null if it did not say so, as the first ones did not.</summary>
    public static TimeSpan? EveryOf(Row? row) => row?.Duration(Value + 4) is { } every && every > TimeSpan.Zero ? every : null;

    public static long DroppedOf(Row? row) => row?.Integer(Value + 2) ?? 0;
}
