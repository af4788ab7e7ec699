namespace Psutil.Diagnostics;

// Where GPUs are not supported, the exception is that of the machine.
#pragma warning disable CA1416

/// <summary>The GPUs and the processes that use them, read once per collection.</summary>
internal sealed class SharedGpus(SharedMachine machine, Gpus gpus) : Gpus(machine)
{
    private readonly SharedReading<IReadOnlyList<Gpu>> _gpus = new(machine, gpus.GetGpus);
    private readonly SharedReading<GpuProcessList> _processes = new(machine, gpus.GetProcesses);

    public override IReadOnlyList<Gpu> GetGpus() => _gpus.Get();

    public override GpuProcessList GetProcesses() => _processes.Get();
}
