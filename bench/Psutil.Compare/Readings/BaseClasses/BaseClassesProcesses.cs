using System.Diagnostics;

namespace Psutil.Compare.Readings.BaseClasses;

internal abstract class BaseClassesProcesses(string workload, bool described) : BaseClassesReading
{
    private readonly List<ProcessRow> _rows = [];

    public override string Workload => workload;

    public override int Read()
    {
        _rows.Clear();
        foreach (Process process in Process.GetProcesses())
        {
            using (process)
            {
                if (ProcessRow.Read(process, described) is { } row)
                {
                    _rows.Add(row);
                }
            }
        }

        return _rows.Count;
    }

    public override void Check(RecordWriter records)
    {
        foreach (ProcessRow row in _rows)
        {
            row.Write(records, row.Pid.ToString(CultureInfo.InvariantCulture));
        }
    }
}
