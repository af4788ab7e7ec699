using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Descriptors of process files that are kept open: at most a share of this process's descriptor limit, so that the program itself does
/// not run out of them. Further files are opened for each read. One finalizer closes what was not disposed.
/// </summary>
/// <param name="most">The maximum number.</param>
internal sealed class KeptDescriptors(int most) : IDisposable
{
    /// <summary>A third of RLIMIT_NOFILE.</summary>
    private const int Share = 3;

    private readonly HashSet<int> _open = [];

    ~KeptDescriptors() => CloseAll();

    /// <summary>The default limit for one owner.</summary>
    public static int FairShare => (int)Math.Min(Libc.GetDescriptorLimit() / Share, int.MaxValue);

    /// <summary>How many are open.</summary>
    public int Count => _open.Count;

    /// <summary>Whether one more may be kept.</summary>
    public bool HasRoom => _open.Count < most;

    /// <summary>Keeps a descriptor.</summary>
    public void Add(int descriptor) => _open.Add(descriptor);

    /// <summary>Closes a descriptor; null is ignored.</summary>
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
