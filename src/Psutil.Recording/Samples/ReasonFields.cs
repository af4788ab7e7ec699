namespace Psutil.Recording;

/// <summary>Why a value is missing, in a row.</summary>
internal static class ReasonFields
{
    /// <summary>How many numbers they take.</summary>
    public const int Count = 4;

    public static void Write(RowBuilder row, int first, Unavailability reason)
    {
        row.Add(first, (long)reason.Reason);
        if (reason.Error is { } error)
        {
            row.Add(first + 1, error.SystemCall).Add(first + 2, error.ErrorCode).Add(first + 3, error.Description);
        }
        else
        {
            row.Add(first + 1, reason.MalformedField);
        }
    }

    /// <summary>The reason; null if the row has none there.</summary>
    public static Unavailability? Of(Row row, int first) =>
        row.Int32(first) is not { } reason ? null
        : row.Int32(first + 2) is { } code
            ? new Unavailability
            {
                Reason = (UnavailableReason)reason,
                Error = new SystemCallError
                {
                    SystemCall = row.Text(first + 1) ?? "",
                    ErrorCode = code,
                    Description = row.Text(first + 3) ?? "",
                },
            }
        : new Unavailability { Reason = (UnavailableReason)reason, MalformedField = row.Text(first + 1) };
}
