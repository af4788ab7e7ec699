using System.Diagnostics.CodeAnalysis;

namespace Psutil.Tool.Tests.Fakes;

internal sealed class FakeServices : ServiceManager
{
    public override IReadOnlyList<ServiceEntry> GetServices() =>
        [
            new()
            {
                Name = "Dhcp",
                DisplayName = "DHCP Client",
                Status = ServiceStatus.Running,
                Pid = 310,
            },
            new()
            {
                Name = "evil\u001b[2J",
                DisplayName = "=cmd|' /C calc'!A0",
                Status = ServiceStatus.StartPending,
            },
        ];

    public override bool TryGet(string name, [NotNullWhen(true)] out ServiceDetails? service)
    {
        service = null;
        return false;
    }
}
