namespace Psutil.Compare.Readings;

/// <summary>
/// Writes values for the comparison with the floor's: record, field and value with tabs between. What is unknown is not written.
/// </summary>
internal sealed class RecordWriter(TextWriter output)
{
    public void Write(int record, string field, object? value) => Write(record.ToString(CultureInfo.InvariantCulture), field, value);

    public void Write(string record, string field, object? value)
    {
        if (value is not null)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{record}\t{field}\t{value}"));
        }
    }

    public void WriteSeconds(string record, string field, TimeSpan? value) =>
        Write(record, field, value?.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture));

    public void WriteMilliseconds(string record, string field, TimeSpan? value) => Write(record, field, (long?)value?.TotalMilliseconds);
}
