namespace Psutil;

/// <summary>
/// The priority of a process's I/O: <see cref="Class"/> and <see cref="Level"/> on Linux, <see cref="Windows"/> on Windows.
/// </summary>
public readonly record struct IOPriority
{
    /// <summary>The class. Linux: <c>ioprio_get</c>. Null on Windows.</summary>
    public IOPriorityClass? Class { get; init; }

    /// <summary>
    /// Within the classes <see cref="IOPriorityClass.RealTime"/> and <see cref="IOPriorityClass.BestEffort"/> 0 (first) to 7 (last); 0 in
    /// the others. Null on Windows.
    /// </summary>
    public int? Level { get; init; }

    /// <summary>The priority. Windows: <c>ProcessIoPriority</c>. Null on Linux.</summary>
    public WindowsIOPriority? Windows { get; init; }
}
