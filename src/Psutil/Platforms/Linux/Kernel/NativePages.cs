using System.Buffers;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Zeroed memory outside the managed heap, for megabytes that are needed only for a moment: the kernel has them back with
/// <see cref="Dispose()"/>, while an array stays until a later full collection. Pages that were not touched take no memory.
/// </summary>
internal sealed unsafe class NativePages : MemoryManager<byte>
{
    private readonly int _length;
    private byte* _start;

    /// <exception cref="SystemCallException">The kernel has no memory for it.</exception>
    public NativePages(int length)
    {
        if (Libc.MapPages(length, out _start) is not 0 and var result)
        {
            throw new SystemCallException(
                new SystemCallError
                {
                    SystemCall = "mmap",
                    ErrorCode = -result,
                    Description = Errno.Describe(-result),
                }
            );
        }

        _length = length;
    }

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        return new Span<byte>(_start, _length);
    }

    /// <summary>Memory outside the managed heap does not move.</summary>
    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex, pinnable: this);

    public override void Unpin() { }

    public void Dispose() => Dispose(disposing: true);

    protected override void Dispose(bool disposing)
    {
        if (_start is not null)
        {
            Libc.UnmapPages(_start, _length);
            _start = null;
        }
    }
}
