namespace Psutil.Recording;

/// <summary>Stands on a sample of a recording, and moves to others.</summary>
/// <param name="recording">The recording.</param>
/// <param name="only">The tables that are read; null for all.</param>
internal sealed class SampleCursor(Recording recording, IReadOnlySet<RecordTable>? only = null)
{
    private Segment? _segment;
    private int _file = -1;
    private int _index = -1;

    /// <summary>The rows of the sample on which it stands.</summary>
    public SampleRows Rows { get; private set; } = new(only);

    /// <summary>The time of that sample.</summary>
    public DateTimeOffset Time { get; private set; }

    /// <summary>Moves to the last sample that is not after a time; false, and it stays, if there is none.</summary>
    public bool TryMoveTo(DateTimeOffset time)
    {
        // From the end: of a time that came twice, because the clock was set back, the second is meant.
        for (int file = recording.Files.Count - 1; file >= 0; file--)
        {
            if (recording.Files[file].Name.Start <= time && TryLoad(file) is { } segment && TryStand(segment, file, segment.FindLast(time)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Moves to the first sample; false if there is none.</summary>
    public bool TryMoveToStart()
    {
        (_segment, _file, _index) = (null, -1, -1);
        return TryMoveNext();
    }

    /// <summary>Moves to the next sample; false, and it stays, if there is none.</summary>
    public bool TryMoveNext()
    {
        if (_segment is { } current && _index + 1 < current.Count && TryStand(current, _file, _index + 1, downTo: _index + 1))
        {
            return true;
        }

        for (int file = _file + 1; file < recording.Files.Count; file++)
        {
            if (TryLoad(file) is { Count: > 0 } segment && TryStand(segment, file, 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The time of the next sample, to the second where it is in another file; null at the end of the recording.</summary>
    public DateTimeOffset? NextTime =>
        _segment is { } current && _index + 1 < current.Count ? current.TimeOf(_index + 1)
        : _file + 1 < recording.Files.Count ? recording.Files[_file + 1].Name.Start
        : null;

    /// <summary>Whether a later file begins at a time or before it, as it can where the clock was set back.</summary>
    public bool HasFileBefore(DateTimeOffset time) => recording.Files.Skip(_file + 1).Any(file => file.Name.Start <= time);

    /// <summary>Moves to the sample before; false, and it stays, if there is none.</summary>
    public bool TryMovePrevious()
    {
        if (_segment is { } current && TryStand(current, _file, _index - 1))
        {
            return true;
        }

        for (int file = _file - 1; file >= 0; file--)
        {
            if (TryLoad(file) is { } segment && TryStand(segment, file, segment.Count - 1))
            {
                return true;
            }
        }

        return false;
    }

    private Segment? TryLoad(int file) => file == _file ? _segment : recording.Load(file);

    // Stands on a sample or, where that cannot be understood, on the last one before it in the segment.
    private bool TryStand(Segment segment, int file, int index, int downTo = 0)
    {
        for (; index >= downTo && index >= 0; index = Math.Min(index - 1, segment.Count - 1))
        {
            if (TryApply(segment, file, index))
            {
                (_segment, _file, _index) = (segment, file, index);
                Time = segment.TimeOf(index);
                return true;
            }

            recording.Note(segment.Fault);
        }

        return false;
    }

    private bool TryApply(Segment segment, int file, int index)
    {
        int first = segment.FindWhole(index);
        bool isAhead = file == _file && ReferenceEquals(segment, _segment) && _index >= first && _index < index;
        SampleRows rows = isAhead ? Rows : new SampleRows(only);
        for (int next = isAhead ? _index + 1 : first; next <= index; next++)
        {
            if (!segment.TryApply(next, rows, mayChangeRows: !isAhead))
            {
                // The rows may have been changed in part.
                Rows = isAhead ? Rebuild(segment, first) : Rows;
                return false;
            }
        }

        Rows = rows;
        return true;
    }

    // The rows of the sample on which it stands, which has been read before.
    private SampleRows Rebuild(Segment segment, int first)
    {
        SampleRows rows = new(only);
        for (int next = first; next <= _index; next++)
        {
            segment.TryApply(next, rows, mayChangeRows: true);
        }

        return rows;
    }
}
