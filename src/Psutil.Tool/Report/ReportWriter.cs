namespace Psutil.Tool.Report;

/// <summary>
/// The output of a report. The report states the kind of a value (bytes, seconds, a time); the writer decides its form: JSON in base units,
/// or text with units. So both always have the same values. Unknown is null.
/// </summary>
internal abstract class ReportWriter
{
    public abstract void StartObject();

    public abstract void EndObject();

    public abstract void StartArray();

    public abstract void EndArray();

    /// <summary>The name of the next value of an object. It may be a text from the operating system.</summary>
    public abstract void Name(string name);

    public abstract void Text(string? value);

    public abstract void Number(long? value);

    public abstract void Number(double? value);

    public abstract void Bytes(long? value);

    public abstract void BytesPerSecond(double? value);

    public abstract void Seconds(TimeSpan? value);

    /// <summary>An elapsed time, as opposed to CPU time: the same number of seconds, but formatted differently in text.</summary>
    public virtual void Duration(TimeSpan? value) => Seconds(value);

    public abstract void Milliseconds(TimeSpan? value);

    public abstract void Instant(DateTimeOffset? value);

    public abstract void Percent(double? value);

    public abstract void Flag(bool? value);

    /// <summary>A value that is known to be absent: null in JSON, like an unknown one, but not shown as unknown in text.</summary>
    public abstract void None();

    public void Null() => Text(null);

    public void TextOrNone(string name, string? value)
    {
        Name(name);
        TextOrNone(value);
    }

    /// <summary>A text that may be absent.</summary>
    public void TextOrNone(string? value)
    {
        if (value is null)
        {
            None();
        }
        else
        {
            Text(value);
        }
    }

    /// <summary>A list of texts; null if it is unknown.</summary>
    public virtual void TextList(IReadOnlyList<string>? values)
    {
        if (values is null)
        {
            Null();
            return;
        }

        StartArray();
        foreach (string value in values)
        {
            Text(value);
        }

        EndArray();
    }

    public void StartObject(string name)
    {
        Name(name);
        StartObject();
    }

    public void StartArray(string name)
    {
        Name(name);
        StartArray();
    }

    public void Text(string name, string? value)
    {
        Name(name);
        Text(value);
    }

    public void Number(string name, long? value)
    {
        Name(name);
        Number(value);
    }

    public void Number(string name, double? value)
    {
        Name(name);
        Number(value);
    }

    public void Bytes(string name, long? value)
    {
        Name(name);
        Bytes(value);
    }

    /// <summary>A value that only some operating systems have: left out if it is unknown.</summary>
    public void OptionalBytes(string name, long? value)
    {
        if (value is not null)
        {
            Bytes(name, value);
        }
    }

    public void BytesPerSecond(string name, double? value)
    {
        Name(name);
        BytesPerSecond(value);
    }

    public void Seconds(string name, TimeSpan? value)
    {
        Name(name);
        Seconds(value);
    }

    public void Milliseconds(string name, TimeSpan? value)
    {
        Name(name);
        Milliseconds(value);
    }

    public void Instant(string name, DateTimeOffset? value)
    {
        Name(name);
        Instant(value);
    }

    public void Percent(string name, double? value)
    {
        Name(name);
        Percent(value);
    }

    public void Flag(string name, bool? value)
    {
        Name(name);
        Flag(value);
    }
}
