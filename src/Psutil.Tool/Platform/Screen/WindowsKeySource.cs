using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Platform;

/// <summary>
/// The keys of a Windows console, which come whole. It reads only when there is something to read: a read that waits when the process ends
/// may take what is typed for the shell.
/// </summary>
/// <param name="input">Signalled when there is something to read.</param>
/// <param name="isAvailable">Whether that is a key; whatever else there is, it takes away.</param>
/// <param name="read">The next key. Both throw <see cref="InvalidOperationException"/> or <see cref="IOException"/> if there is no console
/// any more.</param>
internal sealed class WindowsKeySource(WaitHandle input, Func<bool> isAvailable, Func<ConsoleKeyInfo> read) : IKeySource
{
    private readonly ManualResetEvent _isOver = new(initialState: false);
    private readonly Lock _lock = new();
    private readonly List<Key> _arrived = [];
    private readonly ConsoleKeyDecoder _decoder = new();

    public bool IsIncomplete => false;

    public bool Await()
    {
        try
        {
            if (WaitHandle.WaitAny([_isOver, input]) == 0)
            {
                return false;
            }

            if (isAvailable() && _decoder.Decode(read()) is { } key)
            {
                lock (_lock)
                {
                    _arrived.Add(key);
                }
            }

            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException)
        {
            return false;
        }
    }

    public IReadOnlyList<Key> Take()
    {
        lock (_lock)
        {
            Key[] keys = [.. _arrived];
            _arrived.Clear();
            return keys;
        }
    }

    public IReadOnlyList<Key> Flush() => [];

    public void Hold() => _isOver.Set();

    // The event is not disposed, because the waiting thread uses it.
    public void Dispose() => Hold();

    public void Release()
    {
        // Windows does not suspend programs: reading is paused only once, at the end.
    }
}
