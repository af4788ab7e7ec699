namespace Psutil;

/// <summary>The options of <see cref="Processes.TrackTree"/>.</summary>
public sealed record TrackTreeOptions
{
    /// <summary>
    /// Whether to use the events of the kernel where they are available (see <see cref="Processes.Watch"/>), so that no descendant is
    /// missed, however briefly its parent lives. True by default. It takes a thread and three descriptors until the tree is disposed.
    /// </summary>
    public bool UseKernelEvents { get; init; } = true;
}
