namespace Psutil;

/// <summary>The GPUs of a machine whose system, or fake, does not report them.</summary>
internal sealed class UnsupportedGpus(Machine machine) : Gpus(machine)
{
    private static PsutilNotSupportedException NotSupported => PsutilNotSupportedException.Here("Reading GPUs");

    public override IReadOnlyList<Gpu> GetGpus() => throw NotSupported;

    public override GpuProcessList GetProcesses() => throw NotSupported;
}
