namespace Psutil.Compare.Readings.Library;

/// <summary>The table that a monitor keeps by a BPF program.</summary>
internal sealed class LibraryRefreshByBpf() : LibraryTableRefresh(LibraryByBpf.Machine, bar: 0.08)
{
    public override string Contestant => LibraryByBpf.Name;

    private protected override ProcessMonitor CreateMonitor()
    {
        ProcessMonitor monitor = base.CreateMonitor();
        LibraryByBpf.Load(() => monitor.Refresh());
        return monitor;
    }
}
