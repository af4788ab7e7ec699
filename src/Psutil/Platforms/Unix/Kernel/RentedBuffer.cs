namespace Psutil.Platforms.Unix;

/// <summary>A buffer that can grow; return it with <see cref="Dispose"/>. Only a buffer of at most 1 MiB comes from the pool.</summary>
internal ref struct RentedBuffer(int size)
{
    /// <summary>The largest size of a buffer, far beyond any kernel's answer.</summary>
    public const int LargestSize = 512 * 1024 * 1024;

    private byte[] _array = BoundedPool.Rent<byte>(size);

    public readonly Span<byte> Span => _array;

    /// <summary>Doubles the buffer and keeps its contents.</summary>
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
