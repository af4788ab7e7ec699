using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Reads all processes in one pass over the kernel's tasks instead of two files per process.
/// </summary>
internal sealed class BpfProcessTable : IDisposable
{
    private readonly BpfIterator _iterator;
    private readonly BpfTableLayout _layout;
    private readonly BpfCallerRecord _caller;

    // The memory of the first reading, for the first reader.
    private BpfTableBuffer? _firstBuffer;

    private BpfProcessTable(BpfIterator iterator, BpfTableLayout layout, in BpfCallerRecord caller)
    {
        _iterator = iterator;
        _layout = layout;
        _caller = caller;
    }

    /// <summary>The holders of sockets; null if this kernel has no such program.</summary>
    public BpfSocketHolders? Sockets { get; private set; }

    /// <summary>Why there is none.</summary>
    public BpfRefusal? SocketsRefusal { get; private set; }

    /// <summary>
    /// Processes that <c>/proc</c> showed when the table was opened, but that BPF does not see (the first process of a virtual machine was
    /// hidden in this way once): they must be read from <c>/proc</c> each time.
    /// </summary>
    public IReadOnlyList<int> Unseen { get; private set; } = [];

    /// <summary>Loads the programs into the kernel; takes tens of milliseconds.</summary>
    /// <param name="roots">The machine whose processes are read; only the local one is possible.</param>
    /// <param name="table">The table.</param>
    /// <param name="refusal">Why BPF cannot be used here, so that <c>/proc</c> must be read.</param>
    public static bool TryOpen(
        LinuxRoots roots,
        [NotNullWhen(true)] out BpfProcessTable? table,
        [NotNullWhen(false)] out BpfRefusal? refusal
    )
    {
        table = null;
        refusal = BpfRights.FindRefusal(roots);
        if (refusal is not null || !KernelTypes.TryRead(roots.Sys, out KernelTypes? types, out refusal))
        {
            return false;
        }

        using (types)
        {
            return TryOpen(roots, types.Btf, out table, out refusal);
        }
    }

    /// <summary>What this kernel lacks for the table, found without loading anything; null if it has everything.</summary>
    public static BpfRefusal? FindMissing(FileTree sys)
    {
        if (!KernelTypes.TryRead(sys, out KernelTypes? types, out BpfRefusal? refusal))
        {
            return refusal;
        }

        using (types)
        {
            return TryFindLayout(types.Btf, out _, out refusal) ? null : refusal;
        }
    }

    /// <summary>Loads the programs that find the holders of files, for this table's processes; takes tens of milliseconds.</summary>
    public bool TryLoadFiles(FileTree sys, [NotNullWhen(true)] out BpfFileHolders? holders, [NotNullWhen(false)] out BpfRefusal? refusal)
    {
        holders = null;
        if (!KernelTypes.TryRead(sys, out KernelTypes? types, out refusal))
        {
            return false;
        }

        using (types)
        {
            if (BpfFileLayout.TryFind(types.Btf, _layout, out BpfFileLayout? layout, out string? missing))
            {
                return BpfFileHolders.TryLoad(layout, in _caller, out holders, out refusal);
            }

            refusal = new BpfRefusal($"The kernel has no {missing}.");
            return false;
        }
    }

    /// <summary>Reads all processes into a reader's memory. Several threads can read, each with its own.</summary>
    public ReadResult Read(BpfTableBuffer buffer, out ReadOnlySpan<BpfProcessRecord> records) => buffer.Read(_iterator, out records);

    /// <summary>Memory for a new reader.</summary>
    /// <param name="processCount">The number of processes to expect.</param>
    public BpfTableBuffer CreateBuffer(int processCount) => Interlocked.Exchange(ref _firstBuffer, null) ?? new(processCount);

    public void Dispose()
    {
        _iterator.Dispose();
        Sockets?.Dispose();
    }

    private static bool TryOpen(
        LinuxRoots roots,
        Btf btf,
        [NotNullWhen(true)] out BpfProcessTable? table,
        [NotNullWhen(false)] out BpfRefusal? refusal
    )
    {
        table = null;
        if (
            TryFindLayout(btf, out BpfTableLayout? layout, out refusal)
            && BpfCallerRecord.TryRead(roots.Sys, layout, out BpfCallerRecord caller, out ulong[] cpuOffsets, out refusal)
            && BpfIterator.TryLoad(
                "psutil_table"u8,
                layout.Function,
                BpfTableProgram.Assemble(layout, caller, cpuOffsets),
                out BpfIterator? iterator,
                out refusal
            )
        )
        {
            table = new BpfProcessTable(iterator, layout, in caller);
            refusal = table.CheckAgainst(roots.Proc);
            if (refusal is not null)
            {
                table.Dispose();
                table = null;
            }
            else
            {
                table.LoadSockets(btf, layout, in caller);
            }
        }

        return refusal is null;
    }

    private void LoadSockets(Btf btf, BpfTableLayout layout, in BpfCallerRecord caller)
    {
        if (!BpfSocketLayout.TryFind(btf, layout, out BpfSocketLayout? sockets, out string? missing))
        {
            SocketsRefusal = new BpfRefusal($"The kernel has no {missing}.");
        }
        else if (BpfSocketHolders.TryLoad(sockets, in caller, out BpfSocketHolders? holders, out BpfRefusal? refusal))
        {
            Sockets = holders;
        }
        else
        {
            SocketsRefusal = refusal;
        }
    }

    private static bool TryFindLayout(Btf btf, [NotNullWhen(true)] out BpfTableLayout? layout, [NotNullWhen(false)] out BpfRefusal? refusal)
    {
        refusal = BpfTableLayout.TryFind(btf, out layout, out string? missing) ? null : new BpfRefusal($"The kernel has no {missing}.");
        return refusal is null;
    }

    /// <summary>
    /// Whether the table agrees with <c>/proc</c> about this process. It does not in another time namespace, if <c>/proc</c> shows another
    /// PID namespace, or on a kernel in which a field has another meaning.
    /// </summary>
    [SkipLocalsInit]
    private BpfRefusal? CheckAgainst(FileTree proc)
    {
        Span<byte> text = stackalloc byte[4096];
        ReadResult read = proc.Read("self/stat\0"u8, text);
        if (read.Failed)
        {
            return BpfRefusal.FromCall(in read);
        }

        if (!ProcPidStat.TryParse(text[..read.Value], out ProcPidStat expected, out string? malformed))
        {
            return new BpfRefusal($"/proc/self/stat is malformed: {malformed}.");
        }

        // Listed before the table is read and checked after it, so that processes that start or end meanwhile do not count as hidden.
        List<int> listed = [];
        ReadResult listing = ListPids(proc, listed);
        ReadOnlySpan<BpfProcessRecord> records = default;
        BpfTableBuffer buffer = new(listed.Count);
        ReadResult table = listing.Failed ? listing : Read(buffer, out records);
        if (table.Failed)
        {
            return BpfRefusal.FromCall(in table);
        }

        _firstBuffer = buffer;
        Unseen = FindUnseen(proc, listed, records);
        foreach (ref readonly BpfProcessRecord record in records)
        {
            if (record.Pid == Environment.ProcessId)
            {
                if ((record.Unsettled & BpfProcessRecord.CountersApart) != 0)
                {
                    return new BpfRefusal("The kernel (6.2 to 6.5) keeps its counters of pages apart.");
                }

                return
                    record.StartTicks == expected.StartTicks
                    && record.ParentPid == expected.ParentPid
                    && record.Name.SequenceEqual(text[..read.Value][expected.Name])
                    ? null
                    : new BpfRefusal("The kernel's table and /proc do not agree about this process.");
            }
        }

        return new BpfRefusal("The kernel's table does not have this process.");
    }

    private static ReadResult ListPids(FileTree proc, List<int> pids)
    {
        ReadResult opened = proc.OpenDirectory(".\0"u8);
        if (opened.Failed)
        {
            return opened;
        }

        using DirectoryReader entries = new(opened.Value, stackalloc byte[16 * 1024]);
        while (entries.MoveNext())
        {
            if (Ascii.TryParseDigits(entries.Current, out int pid))
            {
                pids.Add(pid);
            }
        }

        return entries.Error == 0 ? ReadResult.Success(0) : ReadResult.Failure("getdents64", entries.Error);
    }

    private static List<int> FindUnseen(FileTree proc, List<int> listed, ReadOnlySpan<BpfProcessRecord> records)
    {
        List<int> unseen = [];
        Span<byte> path = stackalloc byte[16];
        foreach (int pid in listed)
        {
            if (BpfTableRecords.Find(records, pid) < 0)
            {
                Utf8.TryWrite(path, CultureInfo.InvariantCulture, $"{pid}\0", out int length);
                if (!proc.GetStatus(path[..length], out _).Failed)
                {
                    unseen.Add(pid);
                }
            }
        }

        return unseen;
    }
}
