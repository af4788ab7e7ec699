using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Platform;

/// <summary>The source of keys: one thread waits for them, another takes them.</summary>
internal interface IKeySource : IDisposable
{
    /// <summary>
    /// Whether an incomplete key has arrived that may be complete: a lone Escape is recognized only when nothing follows. Called by the
    /// thread that takes.
    /// </summary>
    bool IsIncomplete { get; }

    /// <summary>
    /// Waits until something is typed, and keeps it; false if there will be no more input. Called by the thread that waits.
    /// </summary>
    bool Await();

    /// <summary>The typed keys. Called by the thread that takes.</summary>
    IReadOnlyList<Key> Take();

    /// <summary>Nothing has followed for a while. Called by the thread that takes.</summary>
    IReadOnlyList<Key> Flush();

    /// <summary>Stops reading, so that what is typed from now on goes to the next program on the terminal.</summary>
    void Hold();

    /// <summary>Starts to read again.</summary>
    void Release();
}
