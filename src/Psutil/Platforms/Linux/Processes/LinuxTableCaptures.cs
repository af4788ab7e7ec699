using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux;

/// <summary>Captures all processes from the kernel's table. One capture at a time reads it; others wait some milliseconds.</summary>
internal sealed class LinuxTableCaptures(MachineProcessTable table, LinuxProcessReader reader, LinuxProcessCaptures captures)
{
    // Longer than any name of a kernel thread (kernel/workqueue.c, wq_worker_comm).
    private const int LongestName = 256;

    private readonly Lock _lock = new();
    private readonly ShownCpuTimes _shown = new();
    private BpfTableBuffer? _buffer;
    private int _count;

    /// <summary>Notes how many processes a capture of all has read from <c>/proc</c>.</summary>
    public void NoteCount(int count) => Volatile.Write(ref _count, count);

    /// <summary>The requested fields of all processes, in the order of PIDs. False if <c>/proc</c> must be read.</summary>
    /// <param name="fields">Fields that the table has.</param>
    /// <param name="snapshots">The snapshots.</param>
    public bool TryCapture(ProcessFields fields, [NotNullWhen(true)] out List<ProcessSnapshot>? snapshots)
    {
        snapshots = null;
        LinuxCaptureScope scope = captures.CreateScope();
        try
        {
            lock (_lock)
            {
                int count = Volatile.Read(ref _count);
                if (!table.TryRead(count, ref _buffer, out ReadOnlySpan<BpfProcessRecord> records, out IReadOnlyList<int> unseen))
                {
                    return false;
                }

                snapshots = new List<ProcessSnapshot>(records.Length + unseen.Count);
                AddAll(records, unseen, fields, snapshots, ref scope);
            }

            // Outside the lock: this can wait for a process.
            captures.CompleteNames(scope.LongNames);
        }
        finally
        {
            scope.Dispose();
        }

        return true;
    }

    private void AddAll(
        ReadOnlySpan<BpfProcessRecord> records,
        IReadOnlyList<int> unseen,
        ProcessFields fields,
        List<ProcessSnapshot> snapshots,
        scoped ref LinuxCaptureScope scope
    )
    {
        _shown.Begin(records.Length);
        Span<byte> text = stackalloc byte[LongestName];
        int nextUnseen = 0;
        foreach (ref readonly BpfProcessRecord record in records)
        {
            for (; nextUnseen < unseen.Count && unseen[nextUnseen] < record.Pid; nextUnseen++)
            {
                AddFiles(unseen[nextUnseen], fields, snapshots, ref scope);
            }

            if (nextUnseen < unseen.Count && unseen[nextUnseen] == record.Pid)
            {
                nextUnseen++;
            }

            AddRecord(in record, fields, snapshots, text, ref scope);
        }

        for (; nextUnseen < unseen.Count; nextUnseen++)
        {
            AddFiles(unseen[nextUnseen], fields, snapshots, ref scope);
        }
    }

    private void AddRecord(
        in BpfProcessRecord record,
        ProcessFields fields,
        List<ProcessSnapshot> snapshots,
        scoped Span<byte> text,
        scoped ref LinuxCaptureScope scope
    )
    {
        scoped ReadOnlySpan<byte> name = record.Name;
        bool isWhole = record.IsSettled;
        if (isWhole && record.HasLongerName && fields.Wants(ProcessFields.Name))
        {
            name = text[..reader.ReadWholeName(in record, text)];
            isWhole = !name.IsEmpty;
        }

        if (!isWhole)
        {
            AddFiles(record.Pid, fields, snapshots, ref scope);
            return;
        }

        ref (ulong User, ulong System) shown = ref _shown.Find(record.Pid, record.StartTime);
        snapshots.Add(reader.Assemble(in record, name, fields, ref shown, ref scope));
    }

    /// <summary>Reads one process from its files, as without a table.</summary>
    private void AddFiles(int pid, ProcessFields fields, List<ProcessSnapshot> snapshots, scoped ref LinuxCaptureScope scope)
    {
        if (reader.Capture(pid, null, fields, ref scope) is { } snapshot)
        {
            snapshots.Add(snapshot);
        }
    }
}
