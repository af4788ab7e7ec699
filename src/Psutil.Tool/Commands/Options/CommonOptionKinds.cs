namespace Psutil.Tool.Commands;

/// <summary>The common options that a command has, besides those for colours.</summary>
[Flags]
internal enum CommonOptionKinds
{
    None = 0,
    Json = 1,
    Csv = 2,
    Bytes = 4,

    /// <summary>Repeated output: <c>--watch</c> and <c>--count</c>.</summary>
    Repeat = 8,

    /// <summary>Rates measured over an interval.</summary>
    Interval = 16,

    /// <summary>The option that forbids changes.</summary>
    ReadOnly = 32,

    /// <summary>The options of every table.</summary>
    Table = Json | Csv | Bytes | Repeat,

    /// <summary>The machine as it was recorded: <c>--at</c> and <c>--dir</c>.</summary>
    Past = 64,

    /// <summary>A span of a recording: <c>--from</c> and <c>--to</c>.</summary>
    Span = 128,

    All = Table | Interval | ReadOnly | Past | Span,
}
