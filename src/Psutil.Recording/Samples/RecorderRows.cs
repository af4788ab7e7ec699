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
    public static void Add(SampleDraft sample, long session, TimeSpan elapsed, long dropped, string? system) =>
        sample.Read(Reading, row => row.Add(Value, session).Add(Value + 1, elapsed).Add(Value + 2, dropped).Add(Value + 3, system));

    public static long? SessionOf(Row? row) => row?.Integer(Value);

    public static TimeSpan? ElapsedOf(Row? row) => row?.Duration(Value + 1);

    public static long DroppedOf(Row? row) => row?.Integer(Value + 2) ?? 0;
}
