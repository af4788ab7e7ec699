namespace Psutil;

/// <summary>
/// The I/O priority of a process: <see cref="Class"/> and <see cref="Level"/> on Linux, <see cref="Windows"/> on Windows.
/// </summary>
public readonly record struct IOPriority
{
    /// <summary>The I/O class. Linux (<c>ioprio_get</c>); null on Windows.</summary>
    public IOPriorityClass? Class { get; init; }

    /// <summary>
    /// The level within the class, from 0 (highest) to 7 (lowest); 0 in classes other than <see cref="IOPriorityClass.RealTime"/> and
    /// <see cref="IOPriorityClass.BestEffort"/>. Linux (<c>ioprio_get</c>); null on Windows.
    /// </summary>
    public int? Level { get; init; }

    /// <summary>The I/O priority hint. Windows (<c>ProcessIoPriority</c>); null on Linux.</summary>
    public WindowsIOPriority? Windows { get; init; }
}
