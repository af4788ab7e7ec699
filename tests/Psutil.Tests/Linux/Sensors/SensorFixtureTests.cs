namespace Psutil.Tests.Linux;

public sealed class SensorFixtureTests : IDisposable
{
    private readonly FixtureTree _tree = new();

    public void Dispose() => _tree.Dispose();

    // A laptop with two processors' worth of sensors, as thinkpads and workstations lay them out: the class's folder holds links to the
    // devices'.
    private FixtureTree AddLaptop()
    {
        AddChip(
            "devices/platform/coretemp.0/hwmon/hwmon10",
            "hwmon10",
            "coretemp",
            new()
            {
                ["temp1_input"] = "47000",
                ["temp1_label"] = "Package id 0",
                ["temp1_max"] = "100000",
                ["temp1_crit"] = "105000",
                ["temp1_crit_alarm"] = "0",
                ["temp2_input"] = "45000",
                ["temp2_label"] = "Core 0",
                ["temp2_max"] = "100000",
                ["temp2_crit"] = "105000",
                ["temp10_input"] = "46000",
                ["temp10_label"] = "Core 8",
                ["temp10_max"] = "100000",
                ["temp10_crit"] = "105000",
            }
        );
        AddChip(
            "devices/platform/coretemp.1/hwmon/hwmon11",
            "hwmon11",
            "coretemp",
            new() { ["temp1_input"] = "52000", ["temp1_label"] = "Package id 1" }
        );
        AddChip(
            "devices/platform/thinkpad_hwmon/hwmon/hwmon2",
            "hwmon2",
            "thinkpad",
            new()
            {
                ["fan1_input"] = "2895",
                ["fan2_input"] = "0",
                ["fan2_label"] = "GPU",
                ["pwm1"] = "128",
                ["temp1_input"] = "47000",
                ["temp1_label"] = "CPU",
                ["temp2_label"] = "GPU",
                ["temp3_input"] = "",
                ["temp4_input"] = "-5500",
            }
        );
        return _tree;
    }

    [Fact]
    public void ALaptopsChipsComeInTheirOrderAndChipsOfOneNameTogether()
    {
        IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> chips = AddLaptop().Machine.Sensors.GetTemperatures();
        Assert.Equal(["thinkpad", "coretemp"], chips.Keys);
        Assert.Equal(
            [
                new()
                {
                    Label = "Package id 0",
                    CurrentCelsius = 47,
                    HighCelsius = 100,
                    CriticalCelsius = 105,
                },
                new()
                {
                    Label = "Core 0",
                    CurrentCelsius = 45,
                    HighCelsius = 100,
                    CriticalCelsius = 105,
                },
                new()
                {
                    Label = "Core 8",
                    CurrentCelsius = 46,
                    HighCelsius = 100,
                    CriticalCelsius = 105,
                },
                new() { Label = "Package id 1", CurrentCelsius = 52 },
            ],
            chips["coretemp"]
        );
    }

    [Fact]
    public void ASensorThatGivesNothingIsLeftOutAndOneBelowZeroIsNot() =>
        Assert.Equal(
            [new() { Label = "CPU", CurrentCelsius = 47 }, new() { CurrentCelsius = -5.5 }],
            AddLaptop().Machine.Sensors.GetTemperatures()["thinkpad"]
        );

    [Fact]
    public void ALaptopsFansAreReadAndOneThatStandsStillIsAFan()
    {
        IReadOnlyDictionary<string, IReadOnlyList<FanReading>> chips = AddLaptop().Machine.Sensors.GetFans();
        Assert.Equal("thinkpad", Assert.Single(chips.Keys));
        Assert.Equal([new() { RevolutionsPerMinute = 2895 }, new() { Label = "GPU", RevolutionsPerMinute = 0 }], chips["thinkpad"]);
    }

    [Fact]
    public void ACoresChipThatTheClassLeavesOutIsFoundAndOneThatItListsIsNotFoundTwice()
    {
        _tree
            .Add("sys/devices/platform/coretemp.0/hwmon/hwmon3/name", "coretemp\n")
            .Add("sys/devices/platform/coretemp.0/hwmon/hwmon3/temp1_input", "40000\n")
            .Add("sys/devices/platform/coretemp.1/hwmon/hwmon4/name", "coretemp\n")
            .Add("sys/devices/platform/coretemp.1/hwmon/hwmon4/temp1_input", "41000\n")
            .AddLink("sys/class/hwmon/hwmon4", "../../devices/platform/coretemp.1/hwmon/hwmon4");
        Assert.Equal([41, 40], _tree.Machine.Sensors.GetTemperatures()["coretemp"].Select(reading => reading.CurrentCelsius));
    }

    [Fact]
    public void AServersChipsAreRead()
    {
        AddChip(
            "devices/pci0000:00/0000:00:18.3/hwmon/hwmon2",
            "hwmon2",
            "k10temp",
            new()
            {
                ["temp1_input"] = "38375",
                ["temp1_label"] = "Tctl",
                ["temp3_input"] = "36250",
                ["temp3_label"] = "Tccd1",
            }
        );
        foreach (int index in (int[])[0, 1])
        {
            AddChip(
                $"devices/pci0000:00/0000:01:00.{index}/nvme/nvme{index}/hwmon{index}",
                $"hwmon{index}",
                "nvme",
                new()
                {
                    ["temp1_input"] = "3385" + index,
                    ["temp1_label"] = "Composite",
                    ["temp1_max"] = "81850",
                    ["temp1_min"] = "-273150",
                    ["temp1_crit"] = "84850",
                    ["temp2_input"] = "33850",
                    ["temp2_label"] = "Sensor 1",
                    ["temp2_max"] = "65261850",
                    ["temp2_min"] = "-273150",
                }
            );
        }

        AddChip(
            "devices/platform/bmc/hwmon/hwmon5",
            "hwmon5",
            "nct6775",
            new()
            {
                ["fan1_input"] = "12000",
                ["fan1_label"] = "Front",
                ["fan2_input"] = "error",
            }
        );
        Sensors sensors = _tree.Machine.Sensors;
        IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> chips = sensors.GetTemperatures();
        Assert.Equal(["nvme", "k10temp"], chips.Keys);
        Assert.Equal(
            [new() { Label = "Tctl", CurrentCelsius = 38.375 }, new() { Label = "Tccd1", CurrentCelsius = 36.25 }],
            chips["k10temp"]
        );
        Assert.Equal(
            [
                new()
                {
                    Label = "Composite",
                    CurrentCelsius = 33.85,
                    HighCelsius = 81.85,
                    CriticalCelsius = 84.85,
                },
                new() { Label = "Sensor 1", CurrentCelsius = 33.85 },
                new()
                {
                    Label = "Composite",
                    CurrentCelsius = 33.851,
                    HighCelsius = 81.85,
                    CriticalCelsius = 84.85,
                },
                new() { Label = "Sensor 1", CurrentCelsius = 33.85 },
            ],
            chips["nvme"]
        );
        Assert.Equal([new() { Label = "Front", RevolutionsPerMinute = 12000 }], sensors.GetFans()["nct6775"]);
    }

    [Fact]
    public void ARaspberryPiHasOnlyAThermalZone()
    {
        AddChip(
            "devices/platform/soc/soc:firmware/raspberrypi-hwmon/hwmon/hwmon1",
            "hwmon1",
            "rpi_volt",
            new() { ["in0_lcrit_alarm"] = "0" }
        );
        _tree
            .Add("sys/class/thermal/thermal_zone0/type", "cpu-thermal\n")
            .Add("sys/class/thermal/thermal_zone0/temp", "48312\n")
            .Add("sys/class/thermal/thermal_zone0/mode", "enabled\n")
            .Add("sys/class/thermal/thermal_zone0/trip_point_0_type", "critical\n")
            .Add("sys/class/thermal/thermal_zone0/trip_point_0_temp", "110000\n")
            .Add("sys/class/thermal/thermal_zone0/trip_point_0_hyst", "0\n")
            .Add("sys/class/thermal/cooling_device0/type", "cpufreq-cpu0\n");
        IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> zones = _tree.Machine.Sensors.GetTemperatures();
        Assert.Equal("cpu-thermal", Assert.Single(zones.Keys));
        Assert.Equal([new() { CurrentCelsius = 48.312, CriticalCelsius = 110 }], zones["cpu-thermal"]);
        Assert.Empty(_tree.Machine.Sensors.GetFans());
    }

    [Fact]
    public void ZonesOfOneTypeComeTogetherWithTheirTripPoints()
    {
        AddZone(0, "acpitz", "27800", ("critical", "119000"), ("hot", "110000"), ("passive", "90000"));
        AddZone(2, "acpitz", "-274000");
        AddZone(3, "broken", "");
        AddZone(10, "acpitz", "29800", ("high", "80000"), ("hot", "-274000"));
        IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> zones = _tree.Machine.Sensors.GetTemperatures();
        Assert.Equal(
            [
                new()
                {
                    CurrentCelsius = 27.8,
                    HighCelsius = 110,
                    CriticalCelsius = 119,
                },
                new() { CurrentCelsius = 29.8, HighCelsius = 80 },
            ],
            Assert.Single(zones).Value
        );
    }

    [Fact]
    public void ZonesAreNotReadWhereAChipMeasures()
    {
        AddZone(0, "acpitz", "27800");
        AddChip("devices/virtual/thermal/thermal_zone0/hwmon0", "hwmon0", "acpitz", new() { ["temp1_input"] = "27900" });
        Assert.Equal([new() { CurrentCelsius = 27.9 }], Assert.Single(_tree.Machine.Sensors.GetTemperatures()).Value);
    }

    [Fact]
    public void OldKernelsHaveTheFilesInTheDevicesFolder()
    {
        _tree
            .Add("sys/devices/platform/coretemp.0/name", "coretemp\n")
            .Add("sys/devices/platform/coretemp.0/temp1_input", "40000\n")
            .Add("sys/devices/platform/coretemp.0/temp1_max", "82000\n")
            .Add("sys/devices/platform/coretemp.0/temp1_label", "Core 0\n")
            .Add("sys/devices/platform/it87.656/name", "it8718\n")
            .Add("sys/devices/platform/it87.656/fan1_input", "1500\n")
            .Add("sys/devices/platform/it87.656/temp1_input", "33000\n")
            .AddLink("sys/class/hwmon/hwmon0/device", "../../../devices/platform/coretemp.0")
            .AddLink("sys/class/hwmon/hwmon1/device", "../../../devices/platform/it87.656");
        IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> chips = _tree.Machine.Sensors.GetTemperatures();
        Assert.Equal(
            [
                new()
                {
                    Label = "Core 0",
                    CurrentCelsius = 40,
                    HighCelsius = 82,
                },
            ],
            chips["coretemp"]
        );
        Assert.Equal([new() { CurrentCelsius = 33 }], chips["it8718"]);
        Assert.Equal([new() { RevolutionsPerMinute = 1500 }], _tree.Machine.Sensors.GetFans()["it8718"]);
    }

    [Fact]
    public void AChipWithoutANameIsLeftOut()
    {
        _tree
            .Add("sys/class/hwmon/hwmon0/temp1_input", "40000\n")
            .Add("sys/class/hwmon/hwmon1/temp1_input", "41000\n")
            .Add("sys/class/hwmon/hwmon1/name", "good\n");
        Assert.Equal("good", Assert.Single(_tree.Machine.Sensors.GetTemperatures().Keys));
    }

    [Fact]
    public void ABrokenSensorIsLeftOut()
    {
        AddChip(
            "devices/platform/nct",
            "hwmon0",
            "nct6798",
            new()
            {
                ["fan1_input"] = "900",
                ["fan1_fault"] = "1",
                ["fan2_input"] = "901",
                ["fan2_fault"] = "0",
                ["temp1_crit"] = "90000",
                ["temp1_fault"] = "1",
                ["temp1_input"] = "-62000",
                ["temp2_fault"] = "0",
                ["temp2_input"] = "31000",
            }
        );
        Assert.Equal([new() { CurrentCelsius = 31 }], _tree.Machine.Sensors.GetTemperatures()["nct6798"]);
        Assert.Equal([new() { RevolutionsPerMinute = 901 }], _tree.Machine.Sensors.GetFans()["nct6798"]);
    }

    [Theory]
    [InlineData("-273150")]
    [InlineData("-274000")]
    [InlineData("65261850")]
    [InlineData("3892313987")]
    [InlineData("2147483647")]
    [InlineData("-2147483648")]
    public void WhatIsNoTemperatureIsNeitherAReadingNorALimit(string thousandths)
    {
        AddChip(
            "devices/platform/x",
            "hwmon0",
            "chip",
            new()
            {
                ["temp1_crit"] = thousandths,
                ["temp1_input"] = "42000",
                ["temp1_max"] = thousandths,
                ["temp2_input"] = thousandths,
            }
        );
        AddZone(0, "zone", thousandths);
        KeyValuePair<string, IReadOnlyList<TemperatureReading>> chip = Assert.Single(_tree.Machine.Sensors.GetTemperatures());
        Assert.Equal([new() { CurrentCelsius = 42 }], chip.Value);
    }

    [Fact]
    public void AZoneIsShownBesideTheChipsIfNoneOfThemShowsIt()
    {
        AddChip("devices/virtual/acpi", "hwmon0", "acpitz", new() { ["temp1_input"] = "27800", ["temp2_input"] = "29800" });
        AddZone(0, "acpitz", "27800");
        AddZone(1, "acpitz", "29800");
        AddZone(2, "x86_pkg_temp", "66000");
        AddZone(3, "cpu-thermal", "50000");
        _tree.AddFolder("sys/class/thermal/thermal_zone0/hwmon0");
        AddChip("devices/virtual/cpu", "hwmon1", "cpu_thermal", new() { ["temp1_input"] = "50000" });
        Assert.Equal([("acpitz", 27.8), ("acpitz", 29.8), ("cpu_thermal", 50), ("x86_pkg_temp", 66)], Read().Order());

        AddChip("devices/platform/coretemp.0", "hwmon2", "coretemp", new() { ["temp1_input"] = "66000" });
        Assert.DoesNotContain(Read(), reading => reading.Item1 == "x86_pkg_temp");

        IEnumerable<(string, double?)> Read() =>
            _tree.Machine.Sensors.GetTemperatures().SelectMany(chip => chip.Value.Select(reading => (chip.Key, reading.CurrentCelsius)));
    }

    [Fact]
    public void AVirtualMachineHasNothing()
    {
        Sensors sensors = _tree.Machine.Sensors;
        Assert.Empty(sensors.GetTemperatures());
        Assert.Empty(sensors.GetFans());
        Assert.Null(sensors.GetBattery());
    }

    private void AddChip(string device, string monitor, string name, Dictionary<string, string> files)
    {
        _tree.Add($"sys/{device}/name", $"{name}\n").AddLink($"sys/class/hwmon/{monitor}", $"../../{device}");
        foreach ((string file, string text) in files)
        {
            _tree.Add($"sys/{device}/{file}", $"{text}\n");
        }
    }

    private void AddZone(int number, string type, string temperature, params (string Type, string Temperature)[] tripPoints)
    {
        string folder = $"sys/class/thermal/thermal_zone{number}";
        _tree.Add($"{folder}/type", $"{type}\n").Add($"{folder}/temp", $"{temperature}\n");
        foreach ((int index, (string tripType, string tripTemperature)) in tripPoints.Index())
        {
            _tree
                .Add($"{folder}/trip_point_{index}_type", $"{tripType}\n")
                .Add($"{folder}/trip_point_{index}_temp", $"{tripTemperature}\n");
        }
    }
}
