namespace Psutil.Recording;

/// <summary>The rows of a sample that is being taken.</summary>
internal sealed class SampleDraft
{
    private readonly SortedDictionary<RecordTable, List<KeyedRow>> _tables = [];

    public IEnumerable<KeyValuePair<RecordTable, IReadOnlyList<KeyedRow>>> Tables =>
        _tables.Select(table => KeyValuePair.Create(table.Key, (IReadOnlyList<KeyedRow>)table.Value));

    public IReadOnlyList<KeyedRow> this[RecordTable table] => _tables.GetValueOrDefault(table) ?? (IReadOnlyList<KeyedRow>)[];

    public void Add(RecordTable table, string key, Row row)
    {
        if (!_tables.TryGetValue(table, out List<KeyedRow>? rows))
        {
            _tables[table] = rows = [];
        }

        rows.Add(new KeyedRow(key, row));
    }

    /// <summary>Adds the rows of another draft.</summary>
    public void Add(SampleDraft part)
    {
        foreach ((RecordTable table, List<KeyedRow> rows) in part._tables)
        {
            foreach (KeyedRow row in rows)
            {
                Add(table, row.Key, row.Row);
            }
        }
    }

    /// <summary>
    /// Takes a reading: its values, and whether it could be read. One that fails adds no rows of its own, because it is read first.
    /// </summary>
    /// <param name="place">The reading's name.</param>
    /// <param name="read">Reads, and adds what it has read to the row of the reading, or as rows of a table.</param>
    public void Read(string place, Action<RowBuilder> read)
    {
        RowBuilder row = new();
        try
        {
            read(row);
            row.Add(ReadingFields.Outcome, (long)ReadingOutcome.Read);
        }
        catch (PsutilException exception)
        {
            row.Clear();
            ReadingFields.Write(row, exception);
        }

        Add(RecordTable.Readings, place, row.Build());
    }
}
