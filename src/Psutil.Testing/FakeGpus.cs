namespace Psutil.Testing;

/// <summary>The GPUs of a <see cref="FakeMachine"/>. It has none until a test adds them.</summary>
public class FakeGpus : Gpus
{
    private readonly FakeMachine _machine;

    /// <summary>Creates the facet for a machine that derives from <see cref="FakeMachine"/>.</summary>
    public FakeGpus(FakeMachine machine)
        : base(machine) => _machine = machine;

    /// <summary>The GPUs.</summary>
    public IList<Gpu> All { get; } = [];

    /// <summary>The processes that use them.</summary>
    public IList<GpuProcess> Processes { get; } = [];

    /// <summary>The processes that the caller may not read, with the reason.</summary>
    public IDictionary<OSProcess, Unavailability> Unavailable { get; } = new Dictionary<OSProcess, Unavailability>();

    /// <summary>The GPUs whose processes cannot be listed, by id, with the reason.</summary>
    public IDictionary<string, Unavailability> UnavailableGpus { get; } = new Dictionary<string, Unavailability>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override IReadOnlyList<Gpu> GetGpus()
    {
        _machine.NotifyRead(nameof(Gpus));
        return [.. All];
    }

    /// <inheritdoc/>
    public override GpuProcessList GetProcesses()
    {
        _machine.NotifyRead(nameof(Gpus));
        return new()
        {
            Processes = [.. Processes],
            Unavailable = new Dictionary<OSProcess, Unavailability>(Unavailable),
            UnavailableGpus = new Dictionary<string, Unavailability>(UnavailableGpus, StringComparer.Ordinal),
        };
    }
}
