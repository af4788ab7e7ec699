namespace Psutil.Tool.Top.Sampling;

/// <summary>Whether a process has just started or ended.</summary>
internal enum ProcessLife : byte
{
    Running,
    Started,
    Ended,
}
