namespace Psutil.Compare.Readings.Library;

/// <summary>Some fields of every process, read by two threads: beside a floor that has one.</summary>
internal sealed class LibraryByTwo(string workload, ProcessFields fields) : LibraryProcesses(workload, bar: null, fields)
{
    public new const string Name = "Psutil for .NET, two threads";

    public override string Contestant => Name;

    protected override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields) =>
        Machine.Processes.Capture(fields, maxDegreeOfParallelism: 2);
}
