namespace Psutil.Tool.Top.Replay;

/// <summary>How much of the recording the line of time shows.</summary>
internal enum LineSpan
{
    /// <summary>The hour of the moment.</summary>
    Hour,

    /// <summary>The day of the moment.</summary>
    Day,

    /// <summary>All of the recording, if that is no more than a week; else the week of the moment, from Monday on.</summary>
    All,
}
