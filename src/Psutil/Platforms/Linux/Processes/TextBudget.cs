namespace Psutil.Platforms.Linux;

/// <summary>
/// Limits how much one capture of all processes keeps of their command lines and environments. Beyond the limit the longest texts are cut,
/// so that a few processes with enormous ones do not affect the others. Short ones are neither counted nor cut.
/// </summary>
internal sealed class TextBudget(long limit)
{
    /// <summary>The default limit.</summary>
    public const long Usual = 64 * 1024 * 1024;

    /// <summary>What every process may always have.</summary>
    private const int Short = 4096;

    // A string's header, length and NUL, and the reference to it.
    private const int CostOfString = 32;

    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];
    private SharedTexts? _shared;
    private long _used;
    private volatile int _longest = ExecLimits.MostBytes;

    /// <summary>The strings that several processes have.</summary>
    public SharedTexts Shared => LazyInitializer.EnsureInitialized(ref _shared);

    /// <summary>The most bytes that the next command line or environment can have.</summary>
    public int Longest => _longest;

    /// <summary>Counts a snapshot's texts, and cuts the longest ones of all snapshots if the limit is exceeded.</summary>
    public void Add(ProcessSnapshot snapshot)
    {
        Add(snapshot, ProcessFields.CommandLine, CostOf(snapshot.CommandLine));
        Add(snapshot, ProcessFields.Environment, CostOf(snapshot.Environment));
    }

    private void Add(ProcessSnapshot snapshot, ProcessFields field, long cost)
    {
        if (cost <= Short)
        {
            return;
        }

        lock (_lock)
        {
            Entry entry = new(snapshot, field, Math.Min(cost, _longest));
            if (cost > _longest)
            {
                Cut(entry);
            }

            // Nothing is left to cut.
            if (_longest == Short)
            {
                return;
            }

            _entries.Add(entry);
            _used += entry.Cost;
            if (_used > limit)
            {
                CutLongest();
            }
        }
    }

    // Down to three quarters of the limit, so that it happens only a few times for any number of processes.
    private void CutLongest()
    {
        _longest = (int)Math.Clamp(FindLength(limit / 4 * 3), Short, _longest);
        _used = 0;
        for (int index = 0; index < _entries.Count; index++)
        {
            if (_entries[index].Cost > _longest)
            {
                Cut(_entries[index]);
                _entries[index] = _entries[index] with { Cost = _longest };
            }

            _used += _entries[index].Cost;
        }
    }

    /// <summary>The length to which all longer texts must be cut so that their sum is within the limit.</summary>
    private long FindLength(long allowed)
    {
        long[] costs = [.. _entries.Select(entry => entry.Cost).Order()];
        for (int index = 0; index < costs.Length; index++)
        {
            long share = allowed / (costs.Length - index);
            if (costs[index] > share)
            {
                return share;
            }

            allowed -= costs[index];
        }

        return ExecLimits.MostBytes;
    }

    private void Cut(Entry entry)
    {
        if (entry.Field == ProcessFields.CommandLine)
        {
            entry.Snapshot.CutCommandLine(Cut(entry.Snapshot.CommandLine ?? []));
        }
        else
        {
            entry.Snapshot.CutEnvironment(Cut(entry.Snapshot.Environment ?? new Dictionary<string, string>(0)));
        }
    }

    private List<string> Cut(IReadOnlyList<string> arguments)
    {
        List<string> kept = [];
        long left = _longest;
        foreach (string argument in arguments)
        {
            left -= CostOfString;
            if (left <= 0)
            {
                break;
            }

            kept.Add(argument.Length <= left ? argument : argument[..WholeCharacters(argument, (int)left)]);
            left -= argument.Length;
        }

        return kept;
    }

    private Dictionary<string, string> Cut(IReadOnlyDictionary<string, string> variables)
    {
        Dictionary<string, string> kept = new(StringComparer.Ordinal);
        long left = _longest;
        foreach ((string name, string value) in variables)
        {
            left -= 2 * CostOfString + name.Length + value.Length;
            if (left < 0)
            {
                break;
            }

            kept[name] = value;
        }

        return kept;
    }

    private static int WholeCharacters(string text, int length) => char.IsLowSurrogate(text[length]) ? length - 1 : length;

    private static long CostOf(IReadOnlyList<string>? arguments)
    {
        long cost = 0;
        for (int index = 0; index < arguments?.Count; index++)
        {
            cost += CostOfString + arguments[index].Length;
        }

        return cost;
    }

    private static long CostOf(IReadOnlyDictionary<string, string>? variables)
    {
        long cost = 0;
        foreach ((string name, string value) in variables ?? new Dictionary<string, string>(0))
        {
            cost += 2 * CostOfString + name.Length + value.Length;
        }

        return cost;
    }

    private readonly record struct Entry(ProcessSnapshot Snapshot, ProcessFields Field, long Cost);
}
