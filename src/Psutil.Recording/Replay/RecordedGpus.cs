namespace Psutil.Recording;

internal sealed class RecordedGpus(RecordedMachine machine) : Gpus(machine)
{
    public override IReadOnlyList<Gpu> GetGpus()
    {
        _ = machine.ReadRow(GpuRows.Reading);
        return machine.Read(GpuRows.GpusOf);
    }

    public override GpuProcessList GetProcesses()
    {
        _ = machine.ReadRow(GpuProcessRows.Reading);
        return machine.Read(rows => GpuProcessRows.ListOf(rows, machine.Processes));
    }
}
