using System.Diagnostics.CodeAnalysis;

namespace Psutil.Recording;

internal sealed class RecordedProcesses(RecordedMachine machine) : Processes(machine)
{
    public override ProcessFields SupportedFields =>
        ProcessRows.Recorded | (machine.Has(TrafficRows.Reading) ? ProcessFields.NetworkIO : ProcessFields.None);

    protected override bool IsOfThisSystem => false;

    public override ProcessVisibility GetVisibility() => ProcessRows.VisibilityOf(machine.ReadRow(ProcessRows.Visibility));

    public override int? GetHiddenCount() => ProcessRows.HiddenCountOf(machine.ReadRow(ProcessRows.Visibility));

    public override long? GetMaximumCount() => ProcessRows.MaximumCountOf(machine.ReadRow(ProcessRows.MaximumCount));

    public override IReadOnlyList<int> GetPids() => [.. Capture(ProcessFields.None).Select(process => process.Pid)];

    public override bool Exists(int pid) => TryGet(pid, out _);

    public override bool TryGet(int pid, [NotNullWhen(true)] out OSProcess? process)
    {
        process = Capture(ProcessFields.None).FirstOrDefault(known => known.Pid == pid) is { } found ? FromIdentity(found.Identity) : null;
        return process is not null;
    }

    public override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields)
    {
        bool hasTraffic = machine.Has(TrafficRows.Reading);
        List<ProcessSnapshot> processes = machine.ReadList(ProcessRows.Reading, RecordTable.Processes, row =>
            ProcessRows.SnapshotOf(row.Row, fields, hasTraffic)
        );
        processes.Sort(static (left, right) => left.Pid.CompareTo(right.Pid));
        return processes;
    }

    protected override ProcessWatch WatchCore(ProcessWatchOptions options, CancellationToken cancellationToken)
    {
        RecordedEvents events = new(machine);
        return new ProcessWatch(ProcessWatchSource.Recorded, events.ReadAsync(CancellationToken.None), events, cancellationToken);
    }

    public override OSProcess FromIdentity(ProcessIdentity identity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(identity.Pid, nameof(identity));
        return new RecordedProcess(this, machine, identity);
    }

    protected override ProcessNetworkMeter CreateNetworkMeterCore(ProcessNetworkMeterOptions options) =>
        options.IncludeConnections ? throw new NotRecordedException(TrafficRows.Connections) : new RecordedNetworkMeter(machine, options);
}
