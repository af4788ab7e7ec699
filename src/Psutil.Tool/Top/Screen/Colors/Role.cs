namespace Psutil.Tool.Top.Screen;

/// <summary>What a text on the full screen means. A <see cref="Theme"/> says how each looks.</summary>
internal enum Role : byte
{
    Plain,
    Bold,
    Dim,
    Good,
    Warning,
    Bad,
    Header,

    /// <summary>A share of something limited, from 0 to <see cref="Look.MostLevel"/>.</summary>
    Share,

    /// <summary>The name of a program within its command.</summary>
    Program,

    /// <summary>A process of a user other than the one who looks.</summary>
    OtherUser,

    Running,
    DiskSleep,
    Zombie,
    Stopped,

    /// <summary>A process that has just started.</summary>
    Started,

    /// <summary>A process that has just ended.</summary>
    Ended,

    CpuUser,
    CpuNice,
    CpuSystem,
    CpuWait,
    CpuSteal,
    MemoryUsed,
    MemoryBuffers,
    MemoryCache,
    MemoryZfs,

    /// <summary>A curve of incoming data.</summary>
    In,

    /// <summary>A curve of outgoing data.</summary>
    Out,

    /// <summary>A key in the bottom line.</summary>
    Key,

    /// <summary>What a search has found.</summary>
    Found,
}
