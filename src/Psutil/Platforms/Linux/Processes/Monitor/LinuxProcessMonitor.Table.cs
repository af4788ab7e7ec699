using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

// The refresh from the kernel's table.
internal sealed partial class LinuxProcessMonitor
{
    private BpfTableBuffer? _tableBuffer;

    /// <summary>The machine's table; null if it may not be used for these fields.</summary>
    internal MachineProcessTable? Table { get; }

    private bool TryReadTable(out ReadOnlySpan<BpfProcessRecord> records, out IReadOnlyList<int> unseen)
    {
        if (Table is not null)
        {
            return Table.TryRead(_rows.Count, ref _tableBuffer, out records, out unseen);
        }

        records = default;
        unseen = [];
        return false;
    }

    /// <summary>
    /// Compares the records of the kernel's table with those of the last refresh. What the table does not have whole is read from
    /// <c>/proc</c>.
    /// </summary>
    private void ReadRecords(
        ReadOnlySpan<BpfProcessRecord> records,
        IReadOnlyList<int> unseen,
        List<MonitoredProcess> started,
        List<MonitoredProcess> exited
    )
    {
        // The table needs no open files.
        if (_descriptors.Count > 0)
        {
            GiveBack();
        }

        // All records are of one moment.
        TimeSpan readAt = Now;
        int old = 0;
        int index = 0;
        Span<byte> text = stackalloc byte[StatmRoom + ProcPidStat.Room];
        LinuxCaptureScope scope = _captures.CreateScope();
        try
        {
            foreach (int pid in unseen)
            {
                for (; index < records.Length && records[index].Pid < pid; index++)
                {
                    AddRecord(in records[index], readAt, ref old, started, exited, text, ref scope);
                }

                if (index == records.Length || records[index].Pid != pid)
                {
                    AddFiles(pid, FindRow(pid, ref old, exited), started, exited, text, ref scope);
                }
            }

            for (; index < records.Length; index++)
            {
                AddRecord(in records[index], readAt, ref old, started, exited, text, ref scope);
            }

            EndRest(old, exited);
            if (_captures.CompleteNames(scope.LongNames) is { Count: > 0 } truncated)
            {
                ReadAgain([.. truncated]);
            }
        }
        finally
        {
            scope.Dispose();
        }
    }

    private void AddRecord(
        in BpfProcessRecord record,
        TimeSpan readAt,
        ref int old,
        List<MonitoredProcess> started,
        List<MonitoredProcess> exited,
        scoped Span<byte> text,
        scoped ref LinuxCaptureScope scope
    )
    {
        LinuxMonitoredRow? row = FindRow(record.Pid, ref old, exited);
        scoped ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<BpfProcessRecord>(in record));
        scoped ReadOnlySpan<byte> name = record.Name;
        bool isWhole = record.IsSettled;
        if (isWhole && record.HasLongerName && TableFields.Wants(ProcessFields.Name))
        {
            // What is compared with the last refresh has the whole name, too.
            bytes.CopyTo(text);
            int length = _reader.ReadWholeName(in record, text[bytes.Length..]);
            name = text.Slice(bytes.Length, length);
            bytes = text[..(bytes.Length + length)];
            isWhole = length > 0;
        }

        if (!isWhole)
        {
            AddFiles(record.Pid, row, started, exited, text, ref scope);
            return;
        }

        if (row is not null && row.Process.Identity.StartTime is { } start && start != record.StartTicks)
        {
            End(row, exited);
            row = null;
        }

        if (row is not null && row.Said(bytes))
        {
            row.Process.Confirm(readAt);
        }
        else
        {
            (ulong User, ulong System) last = row?.LastTimes ?? default;
            ProcessSnapshot snapshot = _reader.Assemble(in record, name, TableFields, ref last, ref scope);
            if (row is null)
            {
                row = new LinuxMonitoredRow(new MonitoredProcess(snapshot, readAt, MonitoredMachine), null, null);
                started.Add(row.Process);
            }
            else
            {
                row.Process.Update(snapshot, readAt);
            }

            row.LastTimes = last;
            row.Remember(bytes);
        }

        _nextRows.Add(row);
    }

    /// <summary>Reads one process from its files, as without a table.</summary>
    private void AddFiles(
        int pid,
        LinuxMonitoredRow? row,
        List<MonitoredProcess> started,
        List<MonitoredProcess> exited,
        scoped Span<byte> text,
        scoped ref LinuxCaptureScope scope
    )
    {
        if (row is not null && !TryRefresh(row, text, ref scope))
        {
            End(row, exited);
            row = null;
        }

        if ((row ?? Begin(pid, started, text, ref scope)) is { } present)
        {
            _nextRows.Add(present);
        }
    }
}
