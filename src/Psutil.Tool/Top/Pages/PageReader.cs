using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Pages;

/// <summary>
/// Reads what an open page shows, at each refresh, on the thread of the samples. It lives while its page is open, and may keep what it
/// needs to compare two refreshes.
/// </summary>
internal abstract class PageReader : IDisposable
{
    /// <summary>The rows, of a sample that has been taken already and of whatever else the page reads.</summary>
    public abstract PageTable Read(TopSample sample);

    /// <summary>Called when its page is closed. Most keep nothing that must be closed.</summary>
    public virtual void Dispose() { }
}
