namespace Psutil.Tool.Top.Replay;

/// <summary>Where on the screen the line of time is, and which times its columns stand for.</summary>
/// <param name="Left">The label of its start.</param>
/// <param name="Right">The label of its end.</param>
/// <param name="Columns">How many columns it has.</param>
/// <param name="From">Its start.</param>
/// <param name="Length">How long it is.</param>
internal readonly record struct TimeLinePlaces(string Left, string Right, int Columns, DateTimeOffset From, TimeSpan Length)
{
    /// <summary>The screen's line.</summary>
    public const int Line = 2;

    /// <summary>The first column.</summary>
    public int Start => Left.Length + 1;

    public static TimeLinePlaces Of(int width, TopPast past)
    {
        (DateTimeOffset from, DateTimeOffset to) = past.Window;
        string form =
            past.Span == LineSpan.All && past.Local(from).Date != past.Local(to).Date ? "MM-dd HH:mm"
            : to - from < TimeSpan.FromMinutes(10) ? "HH:mm:ss"
            : "HH:mm";
        string left = past.Local(from).ToString(form, CultureInfo.InvariantCulture);
        string right = past.Span == LineSpan.Day ? "24:00" : past.Local(to).ToString(form, CultureInfo.InvariantCulture);
        return new TimeLinePlaces(left, right, Math.Max(1, width - left.Length - right.Length - 2), from, to - from);
    }

    /// <summary>The time at which a column of the screen begins; null if it is not of the line.</summary>
    public DateTimeOffset? TimeAt(int column)
    {
        int index = column - Start;
        return index >= 0 && index < Columns ? From + (Length * ((double)index / Columns)) : null;
    }

    /// <summary>The part of the line that a time belongs to, of so many parts; null if it is outside of it.</summary>
    public int? PartOf(DateTimeOffset time, int parts)
    {
        TimeSpan since = time - From;
        return since < TimeSpan.Zero || since > Length ? null
            : Length == TimeSpan.Zero ? 0
            : Math.Min(parts - 1, (int)(since / Length * parts));
    }
}
