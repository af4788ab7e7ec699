using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>Iterates over the table of all processes. Ends at the first incomplete entry.</summary>
/// <param name="table">The answer of <c>SystemProcessInformation</c>.</param>
/// <param name="address">The address of the table when the system wrote it.</param>
internal ref struct ProcessTableCursor(ReadOnlySpan<byte> table, nuint address)
{
    /// <summary>The fields that <see cref="FindGiven"/> is about.</summary>
    public const ProcessFields Optional =
        ProcessFields.Status | ProcessFields.ContextSwitches | ProcessFields.PageFaults | ProcessFields.IOCounters;

    private readonly ReadOnlySpan<byte> _table = table;
    private readonly nuint _address = address;
    private int _next;
    private bool _ended;

    /// <summary>The current entry.</summary>
    public ProcessTableEntry Current { get; private set; }

    public bool MoveNext()
    {
        if (_ended || _next > _table.Length - Unsafe.SizeOf<SystemProcessInformation>())
        {
            return false;
        }

        ReadOnlySpan<byte> entry = _table[_next..];
        SystemProcessInformation information = MemoryMarshal.Read<SystemProcessInformation>(entry);
        ReadOnlySpan<byte> threads = entry[Unsafe.SizeOf<SystemProcessInformation>()..];
        long size = (long)information.NumberOfThreads * Unsafe.SizeOf<SystemThreadInformation>();
        if (size > threads.Length)
        {
            return false;
        }

        Current = new ProcessTableEntry(
            information,
            new AddressedText(_table, _address).Counted(information.ImageName),
            MemoryMarshal.Cast<byte, SystemThreadInformation>(threads[..(int)size])
        );
        _ended = information.NextEntryOffset == 0 || information.NextEntryOffset > (uint)(_table.Length - _next);
        _next = _ended ? _next : _next + (int)information.NextEntryOffset;
        return true;
    }

    /// <summary>
    /// The fields of the table that this system fills in: those that are not zero for every process. On any machine, at least one process
    /// runs, has used CPU time and memory, and has read data.
    /// </summary>
    public static ProcessFields FindGiven(ReadOnlySpan<byte> table, nuint address)
    {
        ProcessFields given = ProcessFields.None;
        ProcessTableCursor reader = new(table, address);
        while ((given & Optional) != Optional && reader.MoveNext())
        {
            SystemProcessInformation process = reader.Current.Information;
            given |= process.Memory.PageFaultCount != 0 ? ProcessFields.PageFaults : ProcessFields.None;
            given |=
                (process.IO.ReadOperationCount | process.IO.WriteOperationCount | process.IO.OtherOperationCount) != 0
                    ? ProcessFields.IOCounters
                    : ProcessFields.None;
            foreach (ref readonly SystemThreadInformation thread in reader.Current.Threads)
            {
                given |= thread.ThreadState != SystemThreadInformation.StateInitialized ? ProcessFields.Status : ProcessFields.None;
                given |= thread.ContextSwitches != 0 ? ProcessFields.ContextSwitches : ProcessFields.None;
            }
        }

        return given;
    }

    /// <summary>The number of threads that wait for a CPU.</summary>
    public static int CountReadyThreads(ReadOnlySpan<byte> table, nuint address)
    {
        int count = 0;
        ProcessTableCursor reader = new(table, address);
        while (reader.MoveNext())
        {
            // The threads of the idle process do not wait for anything.
            if (reader.Current.Pid == 0)
            {
                continue;
            }

            foreach (ref readonly SystemThreadInformation thread in reader.Current.Threads)
            {
                count += thread.ThreadState is SystemThreadInformation.StateReady or SystemThreadInformation.StateDeferredReady ? 1 : 0;
            }
        }

        return count;
    }
}
