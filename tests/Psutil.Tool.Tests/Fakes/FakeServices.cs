using System.Diagnostics.CodeAnalysis;

namespace Psutil.Tool.Tests.Fakes;

internal sealed class FakeServices : Services
{
    public override IReadOnlyList<ServiceEntry> Enumerate() =>
        [
            new("Dhcp", "DHCP Client", ServiceStatus.Running, 310),
            new("evil\u001b[2J", "=cmd|' /C calc'!A0", ServiceStatus.StartPending, null),
        ];

    public override bool TryGet(string name, [NotNullWhen(true)] out ServiceDetails? service)
    {
        service = null;
        return false;
    }
}
