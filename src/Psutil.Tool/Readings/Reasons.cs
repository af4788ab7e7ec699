namespace Psutil.Tool.Readings;

/// <summary>The reasons of missing values, with the names of the JSON contract.</summary>
internal static class Reasons
{
    public const string Denied = "denied";
    public const string Gone = "gone";
    public const string Zombie = "zombie";
    public const string NotSupported = "not supported";
    public const string TimedOut = "timed out";
    public const string Malformed = "malformed";
    public const string Failed = "failed";
    public const string Absent = "absent";
    public const string NotMeasured = "not measured";
    public const string NotRecorded = "not recorded";

    public static string Of(UnavailableReason reason) =>
        reason switch
        {
            UnavailableReason.Denied => Denied,
            UnavailableReason.Gone => Gone,
            UnavailableReason.Zombie => Zombie,
            UnavailableReason.NotSupported => NotSupported,
            UnavailableReason.TimedOut => TimedOut,
            UnavailableReason.Malformed => Malformed,
            UnavailableReason.Absent => Absent,
            UnavailableReason.NotMeasured => NotMeasured,
            UnavailableReason.NotRecorded => NotRecorded,
            _ => Failed,
        };

    public static string Of(PsutilException exception) =>
        exception switch
        {
            AccessDeniedException => Denied,
            NoSuchProcessException => Gone,
            PsutilTimeoutException => TimedOut,
            MalformedDataException => Malformed,
            NotRecordedException => NotRecorded,
            PsutilNotSupportedException => NotSupported,
            _ => Failed,
        };

    /// <summary>The text of a cell, without a blank, for a value that is missing for a reason; null if there is none.</summary>
    public static string? Cell(UnavailableReason? reason) => reason is { } known ? Cell(Of(known)) : null;

    /// <inheritdoc cref="Cell(UnavailableReason?)"/>
    public static string? Cell(string? reason) =>
        reason switch
        {
            null => null,
            Denied => "-",
            NotSupported => "n/a",
            _ => reason.Replace(' ', '-'),
        };
}
