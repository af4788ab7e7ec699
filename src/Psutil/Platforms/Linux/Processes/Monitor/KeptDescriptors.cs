using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Descriptors of process files that are kept open: no more than a share of what this process may have, so that its own work never runs
/// out. Those who find no room open their file anew each time. One finalizer gives back what was forgotten.
/// </summary>
/// <param name="most">How many at most.</param>
internal sealed class KeptDescriptors(int most) : IDisposable
{
    /// <summary>A third of RLIMIT_NOFILE.</summary>
    private const int Share = 3;

    private readonly HashSet<int> _open = [];

    ~KeptDescriptors() => CloseAll();

    /// <summary>As many as are proper for one owner.</summary>
    public static int FairShare => (int)Math.Min(Libc.GetDescriptorLimit() / Share, int.MaxValue);

    /// <summary>How many are open.</summary>
    public int Count => _open.Count;

    /// <summary>Whether one more may be kept.</summary>
    public bool HasRoom => _open.Count < most;

    /// <summary>Keeps a descriptor.</summary>
    public void Add(int descriptor) => _open.Add(descriptor);

    /// <summary>Gives a descriptor back; null is none.</summary>
    public void Close(int? descriptor)
    {
        if (descriptor is { } open && _open.Remove(open))
        {
            Libc.Close(open);
        }
    }

    public void Dispose()
    {
        CloseAll();
        GC.SuppressFinalize(this);
    }

    private void CloseAll()
    {
        foreach (int descriptor in _open)
        {
            Libc.Close(descriptor);
        }

        _open.Clear();
    }
}
