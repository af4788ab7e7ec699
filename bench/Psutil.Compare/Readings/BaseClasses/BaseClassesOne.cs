using System.Diagnostics;

namespace Psutil.Compare.Readings.BaseClasses;

internal sealed class BaseClassesOne : BaseClassesReading
{
    private Process? _process;
    private ProcessRow? _row;

    public override string Workload => "one";

    public override void Aim(int pid) => _process = Process.GetProcessById(pid);

    public override int Read()
    {
        _process!.Refresh();
        _row = ProcessRow.Read(_process, described: false);
        return 1;
    }

    public override void Check(RecordWriter records) => _row!.Write(records, "target");
}
