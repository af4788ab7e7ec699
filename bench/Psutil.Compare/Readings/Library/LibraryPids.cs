namespace Psutil.Compare.Readings.Library;

internal sealed class LibraryPids : LibraryReading
{
    private IReadOnlyList<int> _pids = [];

    public override string Workload => "pids";

    public override int Read()
    {
        _pids = Machine.Processes.GetPids();
        return _pids.Count;
    }

    public override void Check(RecordWriter records)
    {
        foreach (int pid in _pids)
        {
            records.Write(pid, "pid", pid);
        }
    }
}
