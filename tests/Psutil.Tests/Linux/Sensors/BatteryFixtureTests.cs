namespace Psutil.Tests.Linux;

public sealed class BatteryFixtureTests : IDisposable
{
    private readonly FixtureTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void ALaptopOnItsOnlyBattery()
    {
        AddMains("AC", 0);
        AddEnergyBattery("BAT0", now: 25_000_000, full: 50_000_000, power: 10_000_000, "Discharging");
        Assert.Equal(
            new()
            {
                Percent = 50,
                PowerWatts = 10,
                TimeLeft = TimeSpan.FromHours(2.5),
                IsPluggedIn = false,
                Status = BatteryStatus.Discharging,
            },
            Read()
        );
    }

    [Fact]
    public void TwoBatteriesAreOneReading()
    {
        // A thinkpad empties one battery before it begins with the other.
        AddMains("AC", 0);
        AddEnergyBattery("BAT0", now: 20_000_000, full: 20_000_000, power: 0, "Not charging");
        AddEnergyBattery("BAT1", now: 10_000_000, full: 60_000_000, power: 15_000_000, "Discharging");
        Assert.Equal(
            new()
            {
                Percent = 37.5,
                PowerWatts = 15,
                TimeLeft = TimeSpan.FromHours(2),
                IsPluggedIn = false,
                Status = BatteryStatus.Discharging,
            },
            Read()
        );
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    public void ABatteryThatCanHoldNothingWeighsNothing(string full)
    {
        AddMains("AC", 0);
        AddEnergyBattery("BAT0", now: 22_000_000, full: 25_000_000, power: 0, "Charging");
        AddBattery("BAT1", ("energy_now", "0"), ("energy_full", full), ("power_now", "0"), ("capacity", "0"), ("status", "Unknown"));
        Assert.Equal(
            new()
            {
                Percent = 88,
                PowerWatts = 0,
                IsPluggedIn = false,
                Status = BatteryStatus.Charging,
            },
            Read()
        );
    }

    [Theory]
    [InlineData("Charging", "Full", BatteryStatus.Charging)]
    [InlineData("Charging", "Discharging", BatteryStatus.Charging)]
    [InlineData("Full", "Full", BatteryStatus.Full)]
    [InlineData("Full", "Not charging", BatteryStatus.NotCharging)]
    [InlineData("Full", "Unknown", null)]
    [InlineData("Unknown", "Not charging", BatteryStatus.NotCharging)]
    public void TheStatusOfTwoBatteriesIsOne(string first, string second, BatteryStatus? expected)
    {
        AddEnergyBattery("BAT0", 1_000, 2_000, 1_000, first);
        AddEnergyBattery("BAT1", 1_000, 2_000, 1_000, second);
        Assert.Equal(expected, Read()?.Status);
    }

    [Fact]
    public void BatteriesThatCountInDifferentUnitsWeighTheSame()
    {
        AddMains("AC", 0);
        AddEnergyBattery("BAT0", now: 20_000_000, full: 20_000_000, power: 5_000_000, "Discharging");
        AddBattery("BAT1", ("charge_now", "1000000"), ("charge_full", "4000000"), ("current_now", "1000000"), ("status", "Discharging"));
        Assert.Equal(
            new()
            {
                Percent = 62.5,
                IsPluggedIn = false,
                Status = BatteryStatus.Discharging,
            },
            Read()
        );
    }

    [Fact]
    public void ABatteryCountedInChargeWithACurrentBelowZero()
    {
        AddBattery(
            "macsmc-battery",
            ("charge_now", "3000000"),
            ("charge_full", "6000000"),
            ("current_now", "-1500000"),
            ("status", "Discharging")
        );
        Assert.Equal(
            new()
            {
                Percent = 50,
                TimeLeft = TimeSpan.FromHours(2),
                IsPluggedIn = false,
                Status = BatteryStatus.Discharging,
            },
            Read()
        );
    }

    [Fact]
    public void ACurrentIsTurnedIntoPowerByTheVoltage()
    {
        AddBattery(
            "BAT0",
            ("energy_now", "24000000"),
            ("energy_full", "48000000"),
            ("current_now", "1000000"),
            ("voltage_now", "12000000"),
            ("status", "Discharging")
        );
        Assert.Equal(TimeSpan.FromHours(2), Read()?.TimeLeft);
    }

    [Theory]
    [InlineData("power_now", "12000000", "voltage_now", "1", 12.0)]
    [InlineData("power_now", "-12000000", "voltage_now", "1", 12.0)]
    [InlineData("current_now", "500000", "voltage_now", "12000000", 6.0)]
    [InlineData("current_now", "-500000", "voltage_now", "12000000", 6.0)]
    [InlineData("current_now", "500000", "voltage_now", "0", null)]
    [InlineData("voltage_now", "12000000", "capacity", "50", null)]
    public void ThePowerIsThatOfTheDriverOrCurrentTimesVoltage(string name, string value, string other, string otherValue, double? watts)
    {
        AddBattery(
            "BAT0",
            ("charge_now", "2000000"),
            ("charge_full", "4000000"),
            (name, value),
            (other, otherValue),
            ("status", "Charging")
        );
        Assert.Equal(watts, Read()?.PowerWatts);
    }

    [Fact]
    public void ThePowerOfTwoBatteriesIsTheSumIfBothAreKnown()
    {
        AddEnergyBattery("BAT0", now: 10_000_000, full: 50_000_000, power: 5_000_000, "Discharging");
        AddEnergyBattery("BAT1", now: 10_000_000, full: 50_000_000, power: 0, "Unknown");
        Assert.Equal(5, Read()?.PowerWatts);
        AddBattery("BAT2", ("energy_now", "1"), ("energy_full", "50000000"), ("status", "Unknown"));
        Assert.Null(Read()?.PowerWatts);
    }

    [Fact]
    public void APowerIsTurnedIntoCurrentByTheVoltage()
    {
        AddBattery(
            "BAT0",
            ("charge_now", "2000000"),
            ("charge_full", "4000000"),
            ("power_now", "12000000"),
            ("voltage_now", "12000000"),
            ("status", "Discharging")
        );
        Assert.Equal(TimeSpan.FromHours(2), Read()?.TimeLeft);
    }

    [Fact]
    public void ACurrentThatCannotBeComparedWithAnEnergyTellsNoTime()
    {
        AddBattery("BAT0", ("energy_now", "24000000"), ("energy_full", "48000000"), ("current_now", "1000000"), ("status", "Discharging"));
        Assert.Equal(
            new()
            {
                Percent = 50,
                IsPluggedIn = false,
                Status = BatteryStatus.Discharging,
            },
            Read()
        );
    }

    [Theory]
    [InlineData("5400", 5400)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("3932100", null)]
    public void TheKernelsOwnTimeToEmptyIsInSeconds(string seconds, int? expected)
    {
        AddBattery("BAT0", ("capacity", "77"), ("status", "Discharging"), ("time_to_empty_now", seconds));
        Assert.Equal(
            new()
            {
                Percent = 77,
                TimeLeft = expected is { } known ? TimeSpan.FromSeconds(known) : null,
                IsPluggedIn = false,
                Status = BatteryStatus.Discharging,
            },
            Read()
        );
    }

    [Fact]
    public void ABatteryThatIsEmptyByItsOwnAccountIsJudgedByItsCapacity()
    {
        AddBattery("BAT0", ("energy_now", "0"), ("energy_full", "0"), ("power_now", "0"), ("capacity", "3"), ("status", "Discharging"));
        Assert.Equal(
            new()
            {
                Percent = 3,
                PowerWatts = 0,
                IsPluggedIn = false,
                Status = BatteryStatus.Discharging,
            },
            Read()
        );
    }

    [Fact]
    public void ABatteryFullerThanFullIsFull()
    {
        AddMains("ADP1", 1);
        AddEnergyBattery("BAT0", now: 51_000_000, full: 50_000_000, power: 0, "Full");
        Assert.Equal(
            new()
            {
                Percent = 100,
                PowerWatts = 0,
                IsPluggedIn = true,
                Status = BatteryStatus.Full,
            },
            Read()
        );
    }

    [Fact]
    public void ADrainOfNothingTellsNoTime()
    {
        AddEnergyBattery("BAT0", 1_000, 2_000, 0, "Discharging");
        Assert.Equal(
            new()
            {
                Percent = 50,
                PowerWatts = 0,
                IsPluggedIn = false,
                Status = BatteryStatus.Discharging,
            },
            Read()
        );
    }

    [Theory]
    [InlineData("ADP1", "Mains", 1, true)]
    [InlineData("AC0", "Mains", 0, false)]
    [InlineData("ucsi-source-psy-USBC000:001", "USB", 1, true)]
    [InlineData("ucsi-source-psy-USBC000:001", "USB", 2, true)]
    [InlineData("apc", "UPS", 1, null)]
    public void AnySupplyThatFeedsTheMachineCounts(string name, string type, int online, bool? expected)
    {
        AddBattery("BAT0", ("capacity", "50"), ("status", "Unknown"));
        AddSupply(name, type, ("online", online.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(new() { Percent = 50, IsPluggedIn = expected }, Read());
    }

    [Fact]
    public void OneOfSeveralSuppliesIsEnough()
    {
        AddEnergyBattery("BAT0", 1_000, 2_000, 1_000, "Discharging");
        AddMains("AC", 0);
        AddSupply("ucsi-source-psy-USBC000:001", "USB", ("online", "1"), ("scope", "System"));
        AddSupply("ucsi-source-psy-USBC000:002", "USB", ("online", "0"));
        Assert.Equal(
            new()
            {
                Percent = 50,
                PowerWatts = 0.001,
                IsPluggedIn = true,
                Status = BatteryStatus.Discharging,
            },
            Read()
        );
    }

    [Fact]
    public void APortThatFeedsAPhoneDoesNotFeedTheMachine()
    {
        AddEnergyBattery("BAT0", 1_000, 2_000, 1_000, "Discharging");
        AddSupply("ucsi-source-psy-USBC000:001", "USB", ("online", "1"), ("scope", "Device"));
        Assert.False(Read()?.IsPluggedIn);
    }

    [Theory]
    [InlineData("Charging", true, BatteryStatus.Charging)]
    [InlineData("Full", true, BatteryStatus.Full)]
    [InlineData("Not charging", true, BatteryStatus.NotCharging)]
    [InlineData("Discharging", false, BatteryStatus.Discharging)]
    [InlineData("Unknown", null, null)]
    [InlineData("", null, null)]
    public void WithoutASupplyTheStatusTellsWhetherThereIsPower(string status, bool? isPluggedIn, BatteryStatus? expected)
    {
        AddBattery("CMB0", ("capacity", "50"), ("status", status));
        Assert.Equal(
            new()
            {
                Percent = 50,
                IsPluggedIn = isPluggedIn,
                Status = expected,
            },
            Read()
        );
    }

    [Fact]
    public void AMouseIsNoBatteryOfTheMachine()
    {
        AddBattery("hidpp_battery_0", ("scope", "Device"), ("capacity", "50"), ("status", "Discharging"), ("online", "1"));
        Assert.Null(Read());
        AddMains("AC", 1);
        Assert.Null(Read());
    }

    [Fact]
    public void AnEmptySlotIsNoBattery()
    {
        AddBattery("BAT1", ("present", "0"), ("capacity", "0"));
        Assert.Null(Read());
        AddEnergyBattery("BAT0", 1_000, 2_000, 0, "Full");
        Assert.Equal(50, Read()?.Percent);
    }

    [Fact]
    public void ABatteryThatTellsNoChargeIsUnknown()
    {
        AddBattery("BAT0", ("status", "Charging"));
        Assert.Null(Read());
    }

    [Fact]
    public void WhereThereAreNoFilesTheUeventTells()
    {
        _tree
            .Add(
                "sys/class/power_supply/BAT0/uevent",
                """
                POWER_SUPPLY_NAME=BAT0
                POWER_SUPPLY_TYPE=Battery
                POWER_SUPPLY_STATUS=Discharging
                POWER_SUPPLY_PRESENT=1
                POWER_SUPPLY_ENERGY_FULL=40000000
                POWER_SUPPLY_ENERGY_NOW=10000000
                POWER_SUPPLY_POWER_NOW=5000000
                POWER_SUPPLY_CAPACITY=25

                """
            )
            .Add("sys/class/power_supply/ACAD/uevent", "POWER_SUPPLY_NAME=ACAD\nPOWER_SUPPLY_ONLINE=0\n")
            .Add(
                "sys/class/power_supply/wacom_battery_0/uevent",
                "POWER_SUPPLY_TYPE=Battery\nPOWER_SUPPLY_SCOPE=Device\nPOWER_SUPPLY_CAPACITY=99\n"
            );
        Assert.Equal(
            new()
            {
                Percent = 25,
                PowerWatts = 5,
                TimeLeft = TimeSpan.FromHours(2),
                IsPluggedIn = false,
                Status = BatteryStatus.Discharging,
            },
            Read()
        );
    }

    private BatteryReading? Read() => _tree.Machine.Sensors.GetBattery();

    private void AddMains(string name, int online) => AddSupply(name, "Mains", ("online", online.ToString(CultureInfo.InvariantCulture)));

    private void AddEnergyBattery(string name, long now, long full, long power, string status) =>
        AddBattery(
            name,
            ("present", "1"),
            ("energy_now", now.ToString(CultureInfo.InvariantCulture)),
            ("energy_full", full.ToString(CultureInfo.InvariantCulture)),
            ("power_now", power.ToString(CultureInfo.InvariantCulture)),
            ("status", status)
        );

    private void AddBattery(string name, params (string File, string Text)[] files) => AddSupply(name, "Battery", files);

    private void AddSupply(string name, string type, params (string File, string Text)[] files)
    {
        string folder = $"sys/class/power_supply/{name}";
        _tree.Add($"{folder}/type", $"{type}\n");
        foreach ((string file, string text) in files)
        {
            _tree.Add($"{folder}/{file}", $"{text}\n");
        }
    }
}
