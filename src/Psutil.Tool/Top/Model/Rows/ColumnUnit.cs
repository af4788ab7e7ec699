namespace Psutil.Tool.Top.Model;

/// <summary>What the numbers of a column are.</summary>
internal enum ColumnUnit
{
    Count,
    Bytes,
    BytesPerSecond,
    Seconds,
    Percent,
    Watts,
}
