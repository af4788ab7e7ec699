namespace Psutil.Platforms.Bsd;

/// <summary>The size of the pages in which the kernel counts, read once, because it never changes.</summary>
/// <param name="read">Where this system reports it.</param>
internal sealed class BsdPageSize(Func<long> read)
{
    private long _bytes;

    public long Bytes => _bytes > 0 ? _bytes : _bytes = read();
}
