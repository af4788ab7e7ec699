namespace Psutil.Tool.Tests.Fakes;

/// <summary>A processor that uses 15 W as the clock runs.</summary>
internal sealed class FakeEnergy(FakeMachine machine, FakeClock clock) : Energy(machine)
{
    /// <summary>Whether the caller may not read the counter.</summary>
    public bool IsDenied { get; init; }

    public override IReadOnlyList<EnergyZone> GetZones() =>
        [
            new EnergyZone
            {
                Id = "intel-rapl:0",
                Name = "package-0",
                Kind = EnergyZoneKind.Package,
                EnergyMicrojoules = IsDenied ? null : 7_000_000 + (long)(clock.Elapsed.TotalSeconds * 15_000_000),
                Unavailable = IsDenied ? UnavailableReason.Denied : null,
            },
        ];
}
