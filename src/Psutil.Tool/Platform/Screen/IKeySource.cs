using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Platform;

/// <summary>Where keys come from: one thread waits for them, another takes them.</summary>
internal interface IKeySource : IDisposable
{
    /// <summary>
    /// Whether a part of a key has come that may be one by itself: a lone Escape is known by nothing following it. For who takes.
    /// </summary>
    bool IsIncomplete { get; }

    /// <summary>Waits until something is typed, and keeps it; false if nothing will ever be typed again. For who waits.</summary>
    bool Await();

    /// <summary>What has been typed. For who takes.</summary>
    IReadOnlyList<Key> Take();

    /// <summary>Nothing has followed for a while. For who takes.</summary>
    IReadOnlyList<Key> Flush();

    /// <summary>Leaves what is typed from now on to whoever gets the terminal next.</summary>
    void Hold();

    /// <summary>Takes what is typed again.</summary>
    void Release();
}
