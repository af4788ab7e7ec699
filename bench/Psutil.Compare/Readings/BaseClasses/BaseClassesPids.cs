using System.Diagnostics;

namespace Psutil.Compare.Readings.BaseClasses;

internal sealed class BaseClassesPids : BaseClassesReading
{
    private int[] _pids = [];

    public override string Workload => "pids";

    public override int Read()
    {
        Process[] processes = Process.GetProcesses();
        _pids = new int[processes.Length];
        for (int i = 0; i < processes.Length; i++)
        {
            _pids[i] = processes[i].Id;
            processes[i].Dispose();
        }

        return _pids.Length;
    }

    public override void Check(RecordWriter records)
    {
        foreach (int pid in _pids)
        {
            records.Write(pid, "pid", pid);
        }
    }
}
