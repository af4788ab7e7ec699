using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The records of <see cref="BpfTableProgram"/>: processes and threads in one sequence, by number.</summary>
internal sealed class BpfTableRecords
{
    private BpfThreadRecord[] _threads = new BpfThreadRecord[64];
    private int _count;

    /// <summary>
    /// Moves the processes to the front, in their order, and adds their other threads to them. Stops at bytes that are not a record.
    /// </summary>
    public Span<BpfProcessRecord> Gather(Span<byte> text)
    {
        _count = 0;
        int processes = 0;
        for (Span<byte> rest = text; MemoryMarshal.TryRead(rest, out int pid); )
        {
            int size = pid < 0 ? BpfThreadRecord.Size : BpfProcessRecord.Size;
            if (rest.Length < size)
            {
                break;
            }

            if (pid < 0)
            {
                Keep(rest);
            }
            else
            {
                Span<byte> place = text.Slice(processes, size);
                if (!Unsafe.AreSame(ref place[0], ref rest[0]))
                {
                    rest[..size].CopyTo(place);
                }

                processes += size;
            }

            rest = rest[size..];
        }

        Span<BpfProcessRecord> records = MemoryMarshal.Cast<byte, BpfProcessRecord>(text[..processes]);
        AddThreads(records);
        return records;
    }

    /// <summary>The index of a process; negative if it is not found. The kernel iterates in ascending order.</summary>
    public static int Find(ReadOnlySpan<BpfProcessRecord> records, int pid)
    {
        int low = 0;
        int high = records.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int difference = records[middle].Pid.CompareTo(pid);
            if (difference == 0)
            {
                return middle;
            }

            if (difference < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return -1;
    }

    private void Keep(ReadOnlySpan<byte> thread)
    {
        if (_count == _threads.Length)
        {
            Array.Resize(ref _threads, _count * 2);
        }

        _threads[_count++] = MemoryMarshal.Read<BpfThreadRecord>(thread);
    }

    // The threads of one process mostly follow each other.
    private void AddThreads(Span<BpfProcessRecord> records)
    {
        int index = 0;
        foreach (ref readonly BpfThreadRecord thread in _threads.AsSpan(0, _count))
        {
            int pid = -thread.NegativePid;
            if ((uint)index >= (uint)records.Length || records[index].Pid != pid)
            {
                index = Find(records, pid);
            }

            if (index >= 0)
            {
                records[index].Add(in thread);
            }
        }
    }
}
