namespace Psutil.Recording;

/// <summary>Finds the rows of a table that have changed since the sample before, without a look at what is in the others.</summary>
internal sealed class RowChanges(RecordTable table)
{
    private readonly List<KeyedRow?> _numbered = [];
    private Dictionary<string, Row> _known = new(StringComparer.Ordinal);
    private TableRows? _rows;

    /// <summary>Takes a sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="change">Called for each change with the key, and the row before and now; null where there is none.</param>
    public void Take(SampleRows sample, Action<string, Row?, Row?> change)
    {
        TableRows? rows = sample.FindTable(table);
        if (rows is not null && ReferenceEquals(rows, _rows))
        {
            TakeDifferences(rows, change);
        }
        else
        {
            TakeAll(rows, change);
        }
    }

    // A row that was not touched is the same object.
    private void TakeDifferences(TableRows rows, Action<string, Row?, Row?> change)
    {
        for (int number = 0; number < rows.NextNumber; number++)
        {
            if (number == _numbered.Count)
            {
                _numbered.Add(null);
            }

            KeyedRow? before = _numbered[number];
            KeyedRow? now = rows.At(number);
            if (ReferenceEquals(before?.Row, now?.Row))
            {
                continue;
            }

            _numbered[number] = now;
            if (now is { } changed)
            {
                _known[changed.Key] = changed.Row;
                change(changed.Key, before?.Row, changed.Row);
            }
            else if (before is { } removed)
            {
                _known.Remove(removed.Key);
                change(removed.Key, removed.Row, null);
            }
        }
    }

    private void TakeAll(TableRows? rows, Action<string, Row?, Row?> change)
    {
        Dictionary<string, Row> known = _known;
        _known = new Dictionary<string, Row>(rows?.Count ?? 0, StringComparer.Ordinal);
        _numbered.Clear();
        _rows = rows;
        for (int number = 0; number < rows?.NextNumber; number++)
        {
            KeyedRow? now = rows.At(number);
            _numbered.Add(now);
            if (now is { } row)
            {
                _known[row.Key] = row.Row;
                if (!known.Remove(row.Key, out Row? before) || !before.Equals(row.Row))
                {
                    change(row.Key, before, row.Row);
                }
            }
        }

        foreach ((string key, Row before) in known)
        {
            change(key, before, null);
        }
    }
}
