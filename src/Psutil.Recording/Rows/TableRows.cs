namespace Psutil.Recording;

/// <summary>
/// The rows of a table as of the last sample, numbered in the order in which they appeared since the last whole sample. A difference names
/// rows by these numbers, which recorder and reader count alike.
/// </summary>
internal sealed class TableRows
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<KeyedRow?> _rows = [];
    private readonly List<int> _seen = [];
    private int _sample;

    /// <summary>The number that the next row gets.</summary>
    public int NextNumber => _rows.Count;

    /// <summary>How many rows there are.</summary>
    public int Count => _numbers.Count;

    public IEnumerable<KeyedRow> Rows => _rows.OfType<KeyedRow>();

    public Row? Find(string key) => _numbers.TryGetValue(key, out int number) ? _rows[number]?.Row : null;

    /// <summary>The row with a number; null if it has none any more, or never had.</summary>
    public KeyedRow? At(int number) => number >= 0 && number < _rows.Count ? _rows[number] : null;

    public void Add(KeyedRow row)
    {
        _numbers[row.Key] = _rows.Count;
        _rows.Add(row);
        _seen.Add(_sample);
    }

    public void Replace(int number, Row row) => _rows[number] = _rows[number] is { } known ? known with { Row = row } : null;

    public void Remove(int number)
    {
        if (_rows[number] is { } known)
        {
            _numbers.Remove(known.Key);
            _rows[number] = null;
        }
    }

    /// <summary>Takes the rows of a sample, and writes how they differ from those of the sample before; false if they do not.</summary>
    public bool WriteDifferences(IReadOnlyList<KeyedRow> sample, RowWriter writer)
    {
        _sample++;
        List<(int Number, Row Before, Row Now)> changed = [];
        List<KeyedRow> added = [];
        foreach (KeyedRow row in sample)
        {
            if (!_numbers.TryGetValue(row.Key, out int number))
            {
                added.Add(row);
                _numbers[row.Key] = _rows.Count;
                _rows.Add(row);
                _seen.Add(_sample);
                continue;
            }

            if (_seen[number] != _sample && _rows[number] is { } before && !before.Row.Equals(row.Row))
            {
                changed.Add((number, before.Row, row.Row));
                Replace(number, row.Row);
            }

            _seen[number] = _sample;
        }

        List<int> removed = [];
        for (int number = 0; number < _rows.Count; number++)
        {
            if (_rows[number] is not null && _seen[number] != _sample)
            {
                removed.Add(number);
                Remove(number);
            }
        }

        changed.Sort(static (left, right) => left.Number.CompareTo(right.Number));
        Write(writer, removed, changed, added);
        return removed.Count + changed.Count + added.Count > 0;
    }

    private static void Write(RowWriter writer, List<int> removed, List<(int Number, Row Before, Row Now)> changed, List<KeyedRow> added)
    {
        int last = -1;
        writer.Count(removed.Count);
        foreach (int number in removed)
        {
            writer.Count(number - last - 1);
            last = number;
        }

        last = -1;
        writer.Count(changed.Count);
        foreach ((int number, Row before, Row now) in changed)
        {
            writer.Count(number - last - 1);
            writer.Differences(before, now);
            last = number;
        }

        writer.Count(added.Count);
        foreach (KeyedRow row in added)
        {
            writer.Text(row.Key);
            writer.Fields(row.Row);
        }
    }
}
