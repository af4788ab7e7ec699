namespace Psutil;

/// <summary>A value is asked of a recorded machine that its recorder did not read.</summary>
public sealed class NotRecordedException : PsutilNotSupportedException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="what">What was asked for.</param>
    public NotRecordedException(string what)
        : base($"{OSText.Escape(what)} was not recorded") { }

    internal override Unavailability ToUnavailability() => new() { Reason = UnavailableReason.NotRecorded, Error = Error };
}
