namespace Psutil.Tests.Linux;

/// <summary>The energy counters of powercap, in the layouts of Intel and AMD.</summary>
public sealed class EnergyFixtureTests : IDisposable
{
    private const string Folder = "sys/class/powercap";

    private readonly FixtureTree _tree = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void WithoutZonesThereAreNone()
    {
        Assert.Empty(Read());
        _tree.AddFolder(Folder).AddFolder($"{Folder}/intel-rapl");
        Assert.Empty(Read());
        using Machine machine = _tree.Open(_clock);
        EnergyMeter meter = machine.Energy!.CreateMeter();
        Assert.Null(meter.Read());
        _clock.Advance(TimeSpan.FromSeconds(1));
        EnergyReading reading = meter.Read()!;
        Assert.Empty(reading.Zones);
        Assert.Null(reading.Watts);
    }

    [Fact]
    public void AnIntelMachineHasNestedZones()
    {
        AddIntel(package: 5_000_000, core: 3_000_000, dram: 1_000_000, psys: 9_000_000);
        IReadOnlyList<EnergyZone> zones = Read();
        Assert.Equal(
            [
                ("intel-rapl:0", "package-0", EnergyZoneKind.Package, null),
                ("intel-rapl:0:0", "core", EnergyZoneKind.Core, "intel-rapl:0"),
                ("intel-rapl:0:1", "uncore", EnergyZoneKind.Uncore, "intel-rapl:0"),
                ("intel-rapl:0:2", "dram", EnergyZoneKind.Memory, "intel-rapl:0"),
                ("intel-rapl:1", "psys", EnergyZoneKind.Platform, null),
                ("intel-rapl-mmio:0", "package-0", EnergyZoneKind.Package, null),
            ],
            zones
                .Select(zone => (zone.Id, zone.Name!, zone.Kind, zone.ParentId))
                .OrderBy(zone => zone.Id.Contains("mmio", StringComparison.Ordinal))
        );
        EnergyZone package = zones.Single(zone => zone.Id == "intel-rapl:0");
        Assert.Equal((5_000_000, 262_143_328_850, null), (package.EnergyMicrojoules, package.MaximumMicrojoules, package.Unavailable));
    }

    [Fact]
    public void PowerIsOfPackagesAndTheirMemoryOnce()
    {
        AddIntel(package: 5_000_000, core: 3_000_000, dram: 1_000_000, psys: 9_000_000);
        using Machine machine = _tree.Open(_clock);
        EnergyMeter meter = machine.Energy!.CreateMeter();
        AddIntel(package: 25_000_000, core: 13_000_000, dram: 3_000_000, psys: 49_000_000);
        _clock.Advance(TimeSpan.FromSeconds(2));
        EnergyReading reading = meter.Read()!;
        Assert.Equal(TimeSpan.FromSeconds(2), reading.Elapsed);
        Assert.Equal(11, reading.Watts);
        EnergyUse core = reading.Zones.Single(use => use.Zone.Kind == EnergyZoneKind.Core);
        Assert.Equal((10, 5), (core.Joules, core.Watts));
        Assert.Equal(20, reading.Zones.Single(use => use.Zone.Kind == EnergyZoneKind.Platform).Watts);
    }

    [Fact]
    public void AnAmdMachineHasNoMemoryZone()
    {
        AddZone("intel-rapl:0", "package-0", 1_000_000, 65_532_610_987);
        AddZone("intel-rapl:0:0", "core", 500_000, 65_532_610_987);
        using Machine machine = _tree.Open(_clock);
        EnergyMeter meter = machine.Energy!.CreateMeter();
        AddZone("intel-rapl:0", "package-0", 31_000_000, 65_532_610_987);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(30, meter.Read()!.Watts);
    }

    [Fact]
    public void ACounterThatBeginsAnewGoesOn()
    {
        AddZone("intel-rapl:0", "package-0", 262_143_000_000, 262_144_000_000);
        using Machine machine = _tree.Open(_clock);
        EnergyMeter meter = machine.Energy!.CreateMeter();
        AddZone("intel-rapl:0", "package-0", 4_000_000, 262_144_000_000);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(5, Assert.Single(meter.Read()!.Zones).Joules);

        // One that runs back and has no range that fits has no known use.
        AddZone("intel-rapl:0", "package-0", 1, 2);
        _clock.Advance(TimeSpan.FromSeconds(1));
        EnergyReading reading = meter.Read()!;
        Assert.Empty(reading.Zones);
        Assert.Null(reading.Watts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("99999999999999999999")]
    public void AMalformedCounterHasAReason(string energy)
    {
        AddZone("intel-rapl:0", "package-0", 1, 100);
        _tree.Add($"{Folder}/intel-rapl:0/energy_uj", energy).Add($"{Folder}/intel-rapl:0/max_energy_range_uj", "-4");
        EnergyZone zone = Assert.Single(Read());
        Assert.Equal((null, null, UnavailableReason.Malformed), (zone.EnergyMicrojoules, zone.MaximumMicrojoules, zone.Unavailable));
    }

    [Fact]
    public void HostileZonesHarmNobody()
    {
        _tree.Add($"{Folder}/::/energy_uj", new string('1', 100_000));
        _tree.Add($"{Folder}/a:b/energy_uj", "5");
        _tree.AddFolder($"{Folder}/c:d/energy_uj");
        _tree.AddLink($"{Folder}/loop:0", ".");
        _tree.AddLink($"{Folder}/out:0", "/");
        _tree.Add($"{Folder}/no-counter:0/name", "x");
        IReadOnlyList<EnergyZone> zones = Read();
        Assert.Equal(["::", "a:b", "c:d"], zones.Select(zone => zone.Id));
        Assert.Equal(EnergyZoneKind.Unknown, zones[1].Kind);
        Assert.Equal((5, null), (zones[1].EnergyMicrojoules, zones[1].Name));
        Assert.NotNull(zones[0].Unavailable);
        Assert.NotNull(zones[2].Unavailable);
    }

    private IReadOnlyList<EnergyZone> Read()
    {
        using Machine machine = _tree.Open(_clock);
        return machine.Energy!.GetZones();
    }

    private void AddIntel(long package, long core, long dram, long psys)
    {
        const long Range = 262_143_328_850;
        _tree.AddFolder($"{Folder}/intel-rapl");
        AddZone("intel-rapl:0", "package-0", package, Range);
        AddZone("intel-rapl:0:0", "core", core, Range);
        AddZone("intel-rapl:0:1", "uncore", 0, Range);
        AddZone("intel-rapl:0:2", "dram", dram, 65_712_999_613);
        AddZone("intel-rapl:1", "psys", psys, Range);
        AddZone("intel-rapl-mmio:0", "package-0", package, Range);
    }

    private void AddZone(string id, string name, long energy, long range) =>
        _tree
            .Add($"{Folder}/{id}/name", name + "\n")
            .Add($"{Folder}/{id}/energy_uj", string.Create(CultureInfo.InvariantCulture, $"{energy}\n"))
            .Add($"{Folder}/{id}/max_energy_range_uj", string.Create(CultureInfo.InvariantCulture, $"{range}\n"));
}
