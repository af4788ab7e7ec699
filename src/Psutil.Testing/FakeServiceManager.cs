using System.Diagnostics.CodeAnalysis;

namespace Psutil.Testing;

/// <summary>The services of a <see cref="FakeMachine"/>. It has none until a test adds them.</summary>
public class FakeServiceManager : ServiceManager
{
    private readonly FakeMachine _machine;

    /// <summary>Creates the facet for a machine that derives from <see cref="FakeMachine"/>.</summary>
    public FakeServiceManager(FakeMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        _machine = machine;
    }

    /// <summary>The services. Replace one to change its state.</summary>
    public IList<ServiceDetails> All { get; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<ServiceEntry> GetServices()
    {
        _machine.NotifyRead(nameof(ServiceManager));
        return
        [
            .. All.OrderBy(service => service.Name, StringComparer.OrdinalIgnoreCase)
                .Select(service => new ServiceEntry
                {
                    Name = service.Name,
                    DisplayName = service.DisplayName,
                    Status = service.Status,
                    Pid = service.Pid,
                }),
        ];
    }

    /// <inheritdoc/>
    public override bool TryGet(string name, [NotNullWhen(true)] out ServiceDetails? service)
    {
        _machine.NotifyRead(nameof(ServiceManager), nameof(Get));
        service = All.FirstOrDefault(service => string.Equals(service.Name, name, StringComparison.OrdinalIgnoreCase));
        return service is not null;
    }
}
