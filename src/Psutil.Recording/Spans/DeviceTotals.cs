namespace Psutil.Recording;

/// <summary>Adds up what each device of a table moves from sample to sample.</summary>
/// <param name="table">The table.</param>
/// <param name="place">The name of its reading.</param>
/// <param name="add">Adds to a sum by how much counters rise from a row to the next; from nothing, where there is no row before.</param>
internal sealed class DeviceTotals<T>(RecordTable table, string place, Func<T, Row?, Row, T> add)
    where T : struct
{
    // Containers come and go, and each has an interface of another name.
    private const int Most = 10_000;

    private readonly OrderedDictionary<string, T> _totals = new(StringComparer.Ordinal);
    private RowChanges? _changes;
    private bool _isKnown;
    private bool _hasRestarted;

    /// <param name="rows">The sample.</param>
    /// <param name="isRestart">Whether the machine has started again since the sample before.</param>
    public void Take(SampleRows rows, bool isRestart)
    {
        _hasRestarted |= isRestart;
        if (ReadingFields.Find(rows, place) is null)
        {
            return;
        }

        bool isFromNothing = _hasRestarted;
        _changes = _changes is null || isFromNothing ? new RowChanges(table) : _changes;
        _changes.Take(rows, (name, before, now) =>
        {
            if (now is null || (_totals.Count >= Most && !_totals.ContainsKey(name)))
            {
                return;
            }

            // What a device did before it was seen is not of the time, unless the machine has started meanwhile.
            T sum = _totals.TryGetValue(name, out T known) ? known : default;
            _totals[name] =
                isFromNothing ? add(sum, null, now)
                : before is null ? sum
                : add(sum, before, now);
        });
        (_isKnown, _hasRestarted) = (true, false);
    }

    /// <summary>The sums by the names of the devices; null if there was no reading.</summary>
    public IReadOnlyDictionary<string, T>? ToTotals() => _isKnown ? _totals : null;
}
