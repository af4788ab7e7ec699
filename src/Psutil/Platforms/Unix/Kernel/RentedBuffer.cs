namespace Psutil.Platforms.Unix;

/// <summary>A buffer that can grow; give it back with <see cref="Dispose"/>. Only one of at most 1 MiB comes from the pool.</summary>
internal ref struct RentedBuffer(int size)
{
    /// <summary>How large a buffer can grow: no answer of a kernel comes near it.</summary>
    public const int LargestSize = 512 * 1024 * 1024;

    private byte[] _array = BoundedPool.Rent<byte>(size);

    public readonly Span<byte> Span => _array;

    /// <summary>Doubles the buffer and keeps what it holds so far.</summary>
    /// <exception cref="MalformedDataException">It has reached <see cref="LargestSize"/>.</exception>
    public void Grow(int used)
    {
        if (_array.Length >= LargestSize)
        {
            throw new MalformedDataException("an answer of the operating system", "length");
        }

        byte[] larger = BoundedPool.Rent<byte>(BoundedPool.Double(_array.Length));
        _array.AsSpan(0, used).CopyTo(larger);
        BoundedPool.Return(_array);
        _array = larger;
    }

    public void Dispose()
    {
        if (_array.Length > 0)
        {
            BoundedPool.Return(_array);
            _array = [];
        }
    }
}
