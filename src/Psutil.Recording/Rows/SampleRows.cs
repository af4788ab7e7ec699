namespace Psutil.Recording;

/// <summary>The rows of all tables as of one sample.</summary>
/// <param name="only">The tables that are kept; null for all.</param>
internal sealed class SampleRows(IReadOnlySet<RecordTable>? only = null)
{
    private readonly SortedDictionary<int, TableRows> _tables = [];

    /// <summary>Whether a table is kept. The rows of one that is not are passed over.</summary>
    public bool Keeps(int table) => only is null || only.Contains((RecordTable)table);

    public IEnumerable<KeyValuePair<int, TableRows>> Tables => _tables;

    public IEnumerable<KeyedRow> this[RecordTable table] => _tables.TryGetValue((int)table, out TableRows? rows) ? rows.Rows : [];

    public Row? Find(RecordTable table, string key) => _tables.TryGetValue((int)table, out TableRows? rows) ? rows.Find(key) : null;

    /// <summary>The rows of a table; null if it has none.</summary>
    public TableRows? FindTable(RecordTable table) => _tables.GetValueOrDefault((int)table);

    public TableRows Get(int table)
    {
        if (!_tables.TryGetValue(table, out TableRows? rows))
        {
            _tables[table] = rows = new TableRows();
        }

        return rows;
    }

    /// <summary>Forgets what is of the last sample alone.</summary>
    public void BeginSample() => _tables.Remove((int)RecordTable.Events);
}
