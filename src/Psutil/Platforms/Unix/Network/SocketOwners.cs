using System.Buffers;
using System.Numerics;

namespace Psutil.Platforms.Unix;

/// <summary>
/// The holders of sockets: a hash table from a socket (its inode, or its address in the kernel) to (process, descriptor) pairs, in arrays
/// from the pool. Add all, then <see cref="Index"/>, then look up.
/// </summary>
internal sealed class SocketOwners : IDisposable
{
    private const int InitialCapacity = 1024;
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;

    private Entry[] _entries = ArrayPool<Entry>.Shared.Rent(InitialCapacity);
    private int[] _buckets = [];
    private int _shift = 64;

    public int Count { get; private set; }

    public void Add(ulong socket, int pid, int descriptor)
    {
        if (Count == _entries.Length)
        {
            Entry[] larger = ArrayPool<Entry>.Shared.Rent(_entries.Length * 2);
            _entries.CopyTo(larger, 0);
            ArrayPool<Entry>.Shared.Return(_entries);
            _entries = larger;
        }

        _entries[Count++] = new Entry
        {
            Socket = socket,
            Pid = pid,
            Descriptor = descriptor,
        };
    }

    /// <summary>Prepares the lookup of the added pairs.</summary>
    public void Index()
    {
        int bits = BitOperations.Log2((uint)Math.Max(Count, 1)) + 1;
        _shift = 64 - bits;
        _buckets = ArrayPool<int>.Shared.Rent(1 << bits);
        _buckets.AsSpan().Clear();

        // From last to first, so that a socket's holders are returned in the order in which they were added. Buckets hold index + 1: 0
        // is empty.
        for (int index = Count - 1; index >= 0; index--)
        {
            ref int bucket = ref _buckets[BucketOf(_entries[index].Socket)];
            _entries[index].Next = bucket;
            bucket = index + 1;
        }
    }

    /// <summary>Moves to the first holder (from a cursor of 0) or the next one; false if there is none.</summary>
    public bool TryNext(ulong socket, ref int cursor, out int pid, out int descriptor)
    {
        int next =
            cursor > 0 ? _entries[cursor - 1].Next
            : _buckets.Length > 0 ? _buckets[BucketOf(socket)]
            : 0;
        while (next > 0)
        {
            ref readonly Entry entry = ref _entries[next - 1];
            if (entry.Socket == socket)
            {
                cursor = next;
                pid = entry.Pid;
                descriptor = entry.Descriptor;
                return true;
            }

            next = entry.Next;
        }

        pid = 0;
        descriptor = 0;
        return false;
    }

    public void Dispose()
    {
        if (_entries.Length > 0)
        {
            ArrayPool<Entry>.Shared.Return(_entries);
            _entries = [];
        }

        if (_buckets.Length > 0)
        {
            ArrayPool<int>.Shared.Return(_buckets);
            _buckets = [];
        }
    }

    private int BucketOf(ulong socket) => (int)((socket * GoldenRatio) >> _shift);

    private struct Entry
    {
        public ulong Socket;
        public int Pid;
        public int Descriptor;
        public int Next;
    }
}
