using System.Runtime.InteropServices;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Native;

/// <summary>The keys of a Unix terminal: bytes of standard input.</summary>
internal sealed unsafe class UnixKeySource : IKeySource
{
    private const int StandardInput = 0;
    private const int Capacity = 256;

    private readonly Lock _lock = new();
    private readonly List<byte> _arrived = [];
    private readonly KeyDecoder _decoder = new();

    public bool IsIncomplete => _decoder.IsIncomplete;

    public bool Await()
    {
        byte* buffer = stackalloc byte[Capacity];
        nint count;
        do
        {
            count = Libc.Read(StandardInput, buffer, Capacity);
        }
        while (count < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted);

        if (count <= 0)
        {
            return false;
        }

        lock (_lock)
        {
            _arrived.AddRange(new ReadOnlySpan<byte>(buffer, (int)count));
        }

        return true;
    }

    public IReadOnlyList<Key> Take()
    {
        byte[] bytes;
        lock (_lock)
        {
            bytes = [.. _arrived];
            _arrived.Clear();
        }

        return _decoder.Decode(bytes);
    }

    public IReadOnlyList<Key> Flush() => _decoder.Flush();

    public void Dispose()
    {
        // Nothing ends a read of a terminal but the process's end, which is near.
    }
}
