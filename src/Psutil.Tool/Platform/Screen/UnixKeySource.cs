using System.Runtime.InteropServices;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Platform;

/// <summary>
/// The keys of a Unix terminal: bytes of standard input. Reads only when there is input, because a blocked read would take what is typed
/// for the shell.
/// </summary>
internal sealed unsafe class UnixKeySource(int descriptor) : IKeySource
{
    private const int Capacity = 256;

    private readonly object _reading = new();
    private readonly List<byte> _arrived = [];
    private readonly KeyDecoder _decoder = new();
    private bool _isHeld;

    public bool IsIncomplete => _decoder.IsIncomplete;

    public bool Await()
    {
        while (true)
        {
            lock (_reading)
            {
                while (_isHeld)
                {
                    Monitor.Wait(_reading);
                }
            }

            Libc.PollEntry entry = new() { Descriptor = descriptor, Events = Libc.PollIn };
            int ready = Libc.Poll(&entry, 1, Timeout.Infinite);
            if (ready < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted)
            {
                continue;
            }

            if (ready <= 0 || (entry.Received & Libc.PollIn) == 0)
            {
                // poll does not support this terminal, or it is gone: reading shows which.
                return Read();
            }

            lock (_reading)
            {
                if (!_isHeld)
                {
                    return Read();
                }
            }
        }
    }

    public IReadOnlyList<Key> Take()
    {
        byte[] bytes;
        lock (_arrived)
        {
            bytes = [.. _arrived];
            _arrived.Clear();
        }

        return _decoder.Decode(bytes);
    }

    public IReadOnlyList<Key> Flush() => _decoder.Flush();

    public void Hold()
    {
        lock (_reading)
        {
            _isHeld = true;
        }
    }

    public void Release()
    {
        lock (_reading)
        {
            _isHeld = false;
            Monitor.PulseAll(_reading);
        }
    }

    public void Dispose() => Hold();

    private bool Read()
    {
        byte* buffer = stackalloc byte[Capacity];
        nint count;
        do
        {
            count = Libc.Read(descriptor, buffer, Capacity);
        } while (count < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted);

        if (count <= 0)
        {
            return false;
        }

        lock (_arrived)
        {
            _arrived.AddRange(new ReadOnlySpan<byte>(buffer, (int)count));
        }

        return true;
    }
}
