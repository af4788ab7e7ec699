namespace Psutil.Recording;

/// <summary>The row of a reading: how it went, and after that its values.</summary>
internal static class ReadingFields
{
    public const int Outcome = 1;

    /// <summary>Where a reading's own values begin.</summary>
    public const int FirstValue = 16;

    private const int Message = 2;
    private const int SystemCall = 3;
    private const int ErrorCode = 4;
    private const int Description = 5;
    private const int DataSource = 6;
    private const int DataField = 7;

    public static void Write(RowBuilder row, PsutilException exception)
    {
        ReadingOutcome outcome = exception switch
        {
            PsutilNotSupportedException => ReadingOutcome.NotSupported,
            AccessDeniedException => ReadingOutcome.Denied,
            PsutilTimeoutException => ReadingOutcome.TimedOut,
            MalformedDataException => ReadingOutcome.Malformed,
            _ => ReadingOutcome.Failed,
        };
        row.Add(Outcome, (long)outcome).Add(Message, exception.Message);
        if (exception.Error is { } error)
        {
            row.Add(SystemCall, error.SystemCall).Add(ErrorCode, error.ErrorCode).Add(Description, error.Description);
        }

        if (exception is MalformedDataException malformed)
        {
            row.Add(DataSource, malformed.DataSource).Add(DataField, malformed.Field);
        }
    }

    /// <summary>The row of a reading; null if it could not be read, or was not recorded.</summary>
    public static Row? Find(SampleRows sample, string place) =>
        sample.Find(RecordTable.Readings, place) is { } row && (ReadingOutcome)(row.Integer(Outcome) ?? 0) == ReadingOutcome.Read
            ? row
            : null;

    /// <summary>Throws what the reading threw when it was recorded.</summary>
    /// <exception cref="PsutilException">It could not be read then, or was not recorded.</exception>
    public static Row Check(Row? row, string place)
    {
        ReadingOutcome outcome = (ReadingOutcome)(row?.Integer(Outcome) ?? 0);
        return outcome == ReadingOutcome.Read ? row! : throw ToException(outcome, row ?? Row.Empty, place);
    }

    private static PsutilException ToException(ReadingOutcome outcome, Row row, string place)
    {
        string message = row.Text(Message) ?? place;
        SystemCallError error = new()
        {
            SystemCall = row.Text(SystemCall) ?? place,
            ErrorCode = row.Int32(ErrorCode) ?? 0,
            Description = row.Text(Description) ?? message,
        };
        return outcome switch
        {
            ReadingOutcome.NotSupported => new PsutilNotSupportedException(message),
            ReadingOutcome.Denied => new AccessDeniedException(error),
            ReadingOutcome.TimedOut => new PsutilTimeoutException(message, timeout: null),
            ReadingOutcome.Malformed => new MalformedDataException(row.Text(DataSource) ?? place, row.Text(DataField) ?? ""),
            ReadingOutcome.Failed => new SystemCallException(error),
            _ => new NotRecordedException(place),
        };
    }
}
