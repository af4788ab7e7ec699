namespace Psutil.Tool.Commands;

/// <summary>Which of the common options a command has, beside those for colours.</summary>
[Flags]
internal enum CommonOptionKinds
{
    None = 0,
    Json = 1,
    Csv = 2,
    Bytes = 4,

    /// <summary>To be repeated: <c>--watch</c> and <c>--count</c>.</summary>
    Repeat = 8,

    /// <summary>To measure rates over an interval.</summary>
    Interval = 16,

    /// <summary>To be forbidden to change anything.</summary>
    ReadOnly = 32,

    /// <summary>What every table has.</summary>
    Table = Json | Csv | Bytes | Repeat,

    All = Table | Interval | ReadOnly,
}
