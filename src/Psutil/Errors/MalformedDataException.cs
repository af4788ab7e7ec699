namespace Psutil;

/// <summary>The operating system returned data that this library cannot parse.</summary>
public sealed class MalformedDataException : PsutilException
{
    /// <summary>Creates the exception for a source and the field in it that could not be parsed.</summary>
    /// <param name="dataSource">The file or call that returned malformed data, such as <c>/proc/7/stat</c>.</param>
    /// <param name="field">The field that is missing or unreadable, as the operating system's documentation names it.</param>
    public MalformedDataException(string dataSource, string field)
        : base($"{OSText.Escape(dataSource)} is malformed: the field '{field}' is missing or unreadable")
    {
        DataSource = dataSource;
        Field = field;
    }

    /// <summary>The file or call that returned malformed data, such as <c>/proc/7/stat</c>.</summary>
    public string DataSource { get; }

    /// <summary>The field that is missing or unreadable, as the operating system's documentation names it.</summary>
    public string Field { get; }

    internal override Unavailability ToUnavailability() =>
        new() { Reason = UnavailableReason.Malformed, MalformedField = $"{DataSource}: {Field}" };
}
