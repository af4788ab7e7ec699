namespace Psutil.Recording;

/// <summary>
/// How busy a machine was over a recorded time, in parts of equal length: for charts. It keeps what it has read of files that are
/// finished, so that to ask again reads the newest file alone. Safe for several threads, which wait for each other.
/// </summary>
public sealed class RecordingTimeline
{
    private const int MostParts = 10_000;

    // Ten megabytes. A week has 3,360 parts of three minutes.
    private const int MostKept = 20_000;
    private const int MostFaults = 20;

    private readonly Lock _lock = new();
    private readonly string _directory;
    private readonly Dictionary<string, SegmentLoads> _kept = new(StringComparer.Ordinal);

    /// <summary>Reads nothing yet.</summary>
    /// <param name="directory">The directory of the recording.</param>
    /// <param name="step">How long a part is: a second or more, up to a day. Parts begin at multiples of it since midnight UTC.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is out of its range.</exception>
    public RecordingTimeline(string directory, TimeSpan step)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, TimeSpan.FromDays(1));
        (_directory, Step) = (directory, step);
    }

    /// <summary>How long a part is.</summary>
    public TimeSpan Step { get; }

    /// <summary>
    /// What the machine did from a time to another. The newest files are read first; a file that has begun to be read is read to its end.
    /// </summary>
    /// <param name="from">The start of the time.</param>
    /// <param name="to">Its end, at most 10,000 parts later.</param>
    /// <param name="enough">Ends the reading: what was read is returned (<see cref="RecordedLoads.IsComplete"/>).</param>
    /// <exception cref="RecordingException">There is no recording in the directory, or it may not be read.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is too long, or ends before it begins.</exception>
    public RecordedLoads Read(DateTimeOffset from, DateTimeOffset to, CancellationToken enough = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((to - from) / Step, MostParts);
        lock (_lock)
        {
            Recording recording = Recording.Open(_directory);
            Forget(recording);
            PartsOfTime parts = new(Step, from, to);
            List<RecordingFault> faults = [];
            int file = recording.Files.Count - 1;
            DateTimeOffset? end = Find(recording, file, enough)?.End;
            for (; file >= 0; file--)
            {
                if (IsOf(recording.Files, file, from, to))
                {
                    if (Find(recording, file, enough) is not { } loads)
                    {
                        break;
                    }

                    parts.Add(loads);
                    if (loads.Fault is { } fault && faults.Count < MostFaults)
                    {
                        faults.Add(fault);
                    }
                }
            }

            return new RecordedLoads
            {
                Parts = parts.ToParts(),
                IsComplete = file < 0,
                RecordingStart = recording.Files[0].Name.Start,
                RecordingEnd = end,
                Faults = faults,
            };
        }
    }

    // A file ends where the next one begins, unless the clock was set back. At least its name says when it begins.
    private static bool IsOf(IReadOnlyList<SegmentFile> files, int file, DateTimeOffset from, DateTimeOffset to)
    {
        DateTimeOffset start = files[file].Name.Start;
        bool isLast = file + 1 == files.Count;
        bool hasEndedBefore = !isLast && files[file + 1].Name.Start < from && files[file + 1].Name.Start >= start;
        return start <= to && !hasEndedBefore;
    }

    private SegmentLoads? Find(Recording recording, int file, CancellationToken enough)
    {
        SegmentFile segment = recording.Files[file];
        if (_kept.TryGetValue(segment.Path, out SegmentLoads? loads) && loads.File.Length == segment.Length)
        {
            return loads;
        }

        if (enough.IsCancellationRequested)
        {
            return null;
        }

        loads = SegmentLoads.Read(recording, file, Step);
        _kept.Remove(segment.Path);
        if (_kept.Values.Sum(kept => kept.Parts.Count) + loads.Parts.Count <= MostKept)
        {
            _kept[segment.Path] = loads;
        }

        return loads;
    }

    // What its recorder has removed.
    private void Forget(Recording recording)
    {
        HashSet<string> there = [.. recording.Files.Select(file => file.Path)];
        foreach (string path in _kept.Keys.Where(path => !there.Contains(path)).ToArray())
        {
            _kept.Remove(path);
        }
    }

    /// <summary>The parts of the time that was asked for.</summary>
    private sealed class PartsOfTime(TimeSpan step, DateTimeOffset from, DateTimeOffset to)
    {
        private readonly SortedDictionary<long, LoadPart> _parts = [];
        private readonly long _first = from.UtcTicks / step.Ticks;
        private readonly long _last = to.UtcTicks / step.Ticks;

        public void Add(SegmentLoads loads)
        {
            foreach ((long number, LoadPart part) in loads.Parts)
            {
                Find(number)?.Add(part);
            }
        }

        public IReadOnlyList<RecordedLoadPart> ToParts() =>
            [.. _parts.Select(part => part.Value.ToPart(new DateTimeOffset(part.Key * step.Ticks, TimeSpan.Zero)))];

        private LoadPart? Find(long number)
        {
            if (number < _first || number > _last)
            {
                return null;
            }

            if (!_parts.TryGetValue(number, out LoadPart? part))
            {
                _parts[number] = part = new LoadPart();
            }

            return part;
        }
    }
}
