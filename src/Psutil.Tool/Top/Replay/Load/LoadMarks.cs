namespace Psutil.Tool.Top.Replay;

/// <summary>What happened between a sample and the one before, besides load.</summary>
[Flags]
internal enum LoadMarks : byte
{
    None = 0,

    /// <summary>Nothing was recorded for a while, or the clock was set.</summary>
    Gap = 1,

    /// <summary>The machine started again.</summary>
    Restart = 2,

    /// <summary>The OOM killer ended processes.</summary>
    OomKill = 4,
}
