using System.Buffers;

namespace Psutil.Platforms.Unix;

/// <summary>A pooled buffer that can grow; give it back with <see cref="Dispose"/>.</summary>
internal ref struct RentedBuffer(int size)
{
    private byte[] _array = ArrayPool<byte>.Shared.Rent(size);

    public readonly Span<byte> Span => _array;

    /// <summary>Doubles the buffer and keeps what it holds so far.</summary>
    public void Grow(int used)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(_array.Length * 2);
        _array.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }

    public void Dispose()
    {
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
            _array = [];
        }
    }
}
