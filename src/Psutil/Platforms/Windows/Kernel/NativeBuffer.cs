using System.Buffers;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>
/// A buffer that the system fills. It grows until the data fits, and keeps its address at that time, because the data can contain pointers
/// into itself. If there is no memory for it, the call fails as it does when the system has none.
/// </summary>
/// <param name="size">Its first size in bytes.</param>
/// <param name="pool">Where it is rented; null for the shared pool.</param>
internal sealed unsafe class NativeBuffer(int size, ArrayPool<byte>? pool = null) : IDisposable
{
    /// <summary>
    /// The largest buffer that is given back to the pool, which keeps what it gets: one process with a working set of many gigabytes would
    /// otherwise cost this one hundreds of megabytes for good.
    /// </summary>
    public const int LargestPooled = 8 * 1024 * 1024;

    // The number of attempts for data that grows between two calls.
    private const int MostAttempts = 24;
    private const int MostBytes = 1 << 30;

    private readonly ArrayPool<byte> _pool = pool ?? ArrayPool<byte>.Shared;
    private byte[] _bytes = (pool ?? ArrayPool<byte>.Shared).Rent(size);
    private int _length;

    /// <summary>
    /// A call that fills a buffer. It returns its status or error, and the size that it needed or wrote (0 if it does not report it).
    /// </summary>
    public delegate int Call(void* buffer, int length, out int needed);

    /// <summary>The data.</summary>
    public ReadOnlySpan<byte> Answer => _bytes.AsSpan(0, _length);

    /// <summary>The address of the data when it was written.</summary>
    public nuint Address { get; private set; }

    /// <summary>Makes a call that returns an NTSTATUS.</summary>
    public int FillByStatus(Call call) => Fill(call, static status => NtStatus.WantsMoreRoom(status), NtStatus.NoMemory);

    /// <summary>Makes a call that returns a Win32 error.</summary>
    public int FillByError(Call call) =>
        Fill(
            call,
            static error => error is Win32Error.InsufficientBuffer or Win32Error.BufferOverflow or Win32Error.MoreData,
            Win32Error.NotEnoughMemory
        );

    public void Dispose()
    {
        GiveBack();
        _length = 0;
    }

    private int Fill(Call call, Func<int, bool> wantsMoreRoom, int noMemory)
    {
        int result = 0;
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            int needed;
            fixed (byte* start = _bytes)
            {
                // Some calls succeed without writing: then the count is zero.
                _bytes.AsSpan(0, Math.Min(_bytes.Length, 64)).Clear();
                Address = (nuint)start;
                result = call(start, _bytes.Length, out needed);
            }

            if (!wantsMoreRoom(result) || _bytes.Length >= MostBytes)
            {
                _length = needed > 0 ? Math.Min(needed, _bytes.Length) : _bytes.Length;
                break;
            }

            if (!TryGrow(needed))
            {
                _length = 0;
                return noMemory;
            }
        }

        return result;
    }

    private bool TryGrow(int needed)
    {
        int wanted = (int)Math.Min(Math.Max((long)needed + (needed / 8) + 4096, 2L * _bytes.Length), MostBytes);
        GiveBack();
        try
        {
            _bytes = wanted <= LargestPooled ? _pool.Rent(wanted) : GC.AllocateUninitializedArray<byte>(wanted);
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    private void GiveBack()
    {
        if (_bytes.Length is > 0 and <= LargestPooled)
        {
            _pool.Return(_bytes);
        }

        _bytes = [];
    }
}
