namespace Psutil.Recording;

internal sealed class RecordedGpus(RecordedMachine machine) : Gpus(machine)
{
    public override IReadOnlyList<Gpu> GetGpus() => throw new NotRecordedException("gpus");

    public override GpuProcessList GetProcesses() => throw new NotRecordedException("gpus.processes");
}
