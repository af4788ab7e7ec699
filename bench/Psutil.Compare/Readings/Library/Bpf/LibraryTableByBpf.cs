namespace Psutil.Compare.Readings.Library;

/// <summary>The table that repeated captures read by a BPF program.</summary>
internal sealed class LibraryTableByBpf() : LibraryProcesses("table-exact", bar: 0.12, LibraryTableExact.Fields)
{
    private bool _isLoaded;

    public override string Contestant => LibraryByBpf.Name;

    protected override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields)
    {
        if (!_isLoaded)
        {
            LibraryByBpf.Load(() => LibraryByBpf.Machine.Processes.Capture(fields));
            _isLoaded = true;
        }

        return LibraryByBpf.Machine.Processes.Capture(fields);
    }
}
