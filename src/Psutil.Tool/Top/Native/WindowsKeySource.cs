using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Native;

/// <summary>The keys of a Windows console, which come whole.</summary>
/// <param name="read">Waits for the next key; throws <see cref="InvalidOperationException"/> or <see cref="IOException"/> if there is no console any more.</param>
internal sealed class WindowsKeySource(Func<ConsoleKeyInfo> read) : IKeySource
{
    private readonly Lock _lock = new();
    private readonly List<Key> _arrived = [];
    private readonly ConsoleKeyDecoder _decoder = new();

    public bool IsIncomplete => false;

    public bool Await()
    {
        try
        {
            if (_decoder.Decode(read()) is { } key)
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
}
