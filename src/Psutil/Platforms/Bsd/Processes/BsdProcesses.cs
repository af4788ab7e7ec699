using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Bsd;

/// <summary>The processes of a BSD or macOS machine: the kernel's table, read in one call.</summary>
internal sealed class BsdProcesses(Machine machine, BsdProcessSource source) : Processes(machine)
{
    // About sixty records in the first attempt.
    private const int TableSize = 64 * 1024;

    private readonly BsdProcessReader _reader = new(source);

    public override ProcessVisibility GetVisibility() => Environment.IsPrivilegedProcess ? ProcessVisibility.All : source.ReadVisibility();

    public override ProcessFields SupportedFields => source.SupportedFields;

    public override StartFeatures StartFeatures =>
        StartFeatures.NewProcessGroup | (source.Spawn.NewSession is null ? StartFeatures.None : StartFeatures.NewSession);

    protected internal override StartedProgram StartProgram(ProcessStartInfo startInfo, StartOptions options) =>
        options.NewSession || options.NewProcessGroup
            ? BsdProgram.Start(startInfo, options, source)
            : base.StartProgram(startInfo, options);

    public override IReadOnlyList<int> GetPids()
    {
        List<int> pids = [];
        RentedBuffer table = new(TableSize);
        try
        {
            ReadOnlySpan<byte> records = ReadTable(ref table, out int recordSize);
            for (; records.Length >= recordSize; records = records[recordSize..])
            {
                if (source.TryParse(records[..recordSize], 0, out ProcessRecord process, out _))
                {
                    pids.Add(process.Pid);
                }
            }
        }
        finally
        {
            table.Dispose();
        }

        pids.Sort();
        return pids;
    }

    public override bool Exists(int pid) => pid >= 0 && _reader.Look(pid) is { IsThere: true } or { IsHidden: true };

    public override bool TryGet(int pid, [NotNullWhen(true)] out OSProcess? process)
    {
        process = null;
        if (pid >= 0)
        {
            ProcessPresence now = _reader.Look(pid);
            process = now.IsThere || now.IsHidden ? FromIdentity(new ProcessIdentity(pid, now.StartTime)) : null;
        }

        return process is not null;
    }

    public override IEnumerable<OSProcess> Enumerate() => Capture(ProcessFields.None).Select(snapshot => FromIdentity(snapshot.Identity));

    public override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields)
    {
        List<ProcessSnapshot> snapshots = [];
        BsdCaptureScope scope = _reader.CreateScope();
        RentedBuffer table = new(TableSize);
        try
        {
            ReadOnlySpan<byte> records = ReadTable(ref table, out int recordSize);
            snapshots.EnsureCapacity(records.Length / recordSize);
            for (; records.Length >= recordSize; records = records[recordSize..])
            {
                if (_reader.Capture(records[..recordSize], fields, ref scope) is { } snapshot)
                {
                    snapshots.Add(snapshot);
                }
            }
        }
        finally
        {
            table.Dispose();
            scope.Dispose();
        }

        snapshots.Sort(static (left, right) => left.Pid.CompareTo(right.Pid));
        return snapshots;
    }

    public override OSProcess FromIdentity(ProcessIdentity identity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(identity.Pid, nameof(identity));
        return new BsdProcess(this, _reader, source, identity);
    }

    public override IReadOnlyDictionary<string, int> GetSignalNumbers() => source.Signals;

    private ReadOnlySpan<byte> ReadTable(ref RentedBuffer table, out int recordSize)
    {
        ReadResult result = source.ReadAll(ref table, out recordSize);
        return result.Failed ? throw source.ToException(result) : table.Span[..result.Value];
    }
}
