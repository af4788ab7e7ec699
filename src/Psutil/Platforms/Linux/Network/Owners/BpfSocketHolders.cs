using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>Finds the holders of all sockets in one pass over the open files of all processes.</summary>
internal sealed class BpfSocketHolders : IDisposable
{
    // Enough for four million descriptors.
    private const int MostBytes = 64 * 1024 * 1024;
    private const int UsualBytes = 64 * 1024;

    private readonly BpfIterator _iterator;
    private readonly Lock _lock = new();
    private byte[] _bytes = new byte[UsualBytes];

    private BpfSocketHolders(BpfIterator iterator) => _iterator = iterator;

    /// <summary>Loads the program; takes some milliseconds.</summary>
    public static bool TryLoad(
        BpfSocketLayout layout,
        in BpfCallerRecord caller,
        [NotNullWhen(true)] out BpfSocketHolders? holders,
        [NotNullWhen(false)] out BpfRefusal? refusal
    )
    {
        BpfInstruction[] program = BpfSocketProgram.Assemble(layout, in caller);
        holders = BpfIterator.TryLoad("psutil_sockets"u8, layout.Function, program, out BpfIterator? iterator, out refusal)
            ? new BpfSocketHolders(iterator)
            : null;
        return holders is not null;
    }

    /// <summary>Adds the holders in the order of PIDs; none if it fails.</summary>
    /// <param name="proc">The same machine's processes.</param>
    /// <param name="unseen">The processes that BPF does not see, in the order of PIDs.</param>
    /// <param name="owners">Receives the holders.</param>
    public ReadResult Scan(FileTree proc, IReadOnlyList<int> unseen, SocketOwners owners)
    {
        lock (_lock)
        {
            ReadResult result = _iterator.Read(ref _bytes, MostBytes);
            if (!result.Failed)
            {
                AddAll(MemoryMarshal.Cast<byte, BpfSocketRecord>(_bytes.AsSpan(0, result.Value)), proc, unseen, owners);
            }

            // What only a machine with very many sockets needs is given back.
            if (_bytes.Length > UsualBytes && result.Value < _bytes.Length / 4)
            {
                _bytes = new byte[_bytes.Length / 2];
            }

            return result;
        }
    }

    public void Dispose() => _iterator.Dispose();

    private static void AddAll(ReadOnlySpan<BpfSocketRecord> records, FileTree proc, IReadOnlyList<int> unseen, SocketOwners owners)
    {
        int next = 0;
        foreach (ref readonly BpfSocketRecord record in records)
        {
            while (next < unseen.Count && unseen[next] <= record.Pid)
            {
                // If it can be seen by now, its records are here.
                if (unseen[next] != record.Pid)
                {
                    LinuxSocketOwners.ScanProcess(proc, unseen[next], owners);
                }

                next++;
            }

            owners.Add(record.Inode, record.Pid, record.Descriptor);
        }

        for (; next < unseen.Count; next++)
        {
            LinuxSocketOwners.ScanProcess(proc, unseen[next], owners);
        }
    }
}
