namespace Psutil;

/// <summary>The operating system answered, but not in a form that this library understands.</summary>
public sealed class MalformedDataException : PsutilException
{
    /// <summary>Makes the exception for the source and the field in it that could not be read.</summary>
    /// <param name="dataSource">The file or call whose answer is malformed, such as <c>/proc/7/stat</c>.</param>
    /// <param name="field">The field that is missing or unreadable, as the operating system's documentation names it.</param>
    public MalformedDataException(string dataSource, string field)
        : base($"{OSText.Escape(dataSource)} is malformed: the field '{field}' is missing or unreadable")
    {
        DataSource = dataSource;
        Field = field;
    }

    /// <summary>The file or call whose answer is malformed, such as <c>/proc/7/stat</c>.</summary>
    public string DataSource { get; }

    /// <summary>The field that is missing or unreadable, as the operating system's documentation names it.</summary>
    public string Field { get; }

    internal override Unavailability ToUnavailability() =>
        new() { Reason = UnavailableReason.Malformed, MalformedField = $"{DataSource}: {Field}" };
}
