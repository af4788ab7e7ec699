namespace Psutil.Tool.Tests.Fakes;

/// <summary>A processor that uses 15 W as the clock runs, if a test has it counted.</summary>
internal sealed class ToolEnergy(FakeMachine machine, FakeClock clock) : FakeEnergy(machine)
{
    /// <summary>Whether there is a counter.</summary>
    public bool IsCounted { get; set; }

    /// <summary>Whether the caller may not read the counter.</summary>
    public bool IsDenied { get; set; }

    public override IReadOnlyList<EnergyZone> GetZones() =>
        !IsCounted
            ? []
            :
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
