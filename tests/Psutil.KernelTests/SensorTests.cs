namespace Psutil.KernelTests;

/// <summary>Chips on a bus that the kernel itself plays (i2c-stub), with registers that the test wrote.</summary>
public sealed class SensorTests(KernelMachine machine) : IClassFixture<KernelMachine>
{
    [Fact]
    public void ChipsTellWhatTheirRegistersHold()
    {
        machine.Need("i2c-dev", "lm75", "max6650", "sbs-battery");
        Assert.SkipUnless(Shell.Succeeds("modprobe -n i2c-stub"), $"Kernel {machine.Kernel} has no module 'i2c-stub'.");
        Shell.Run("modprobe i2c-stub chip_addr=0x48,0x1b,0x0b");
        string bus = Shell.Run("grep -l stub /sys/bus/i2c/devices/i2c-*/name | head -n 1");
        string folder = Path.GetDirectoryName(bus)!;
        string number = folder.Split('-')[^1];
        try
        {
            // LM75: 26 degrees, hysteresis 75, limit 80; its words have the other byte order.
            Write(number, "0x48", "w", (0, 0x001A), (2, 0x004B), (3, 0x0050));
            // MAX6650: regulated, 60 pulses in the counting time.
            Write(number, "0x1b", "b", (0x02, 0x0A), (0x0C, 60));
            // A smart battery that discharges: 73 %, 3300 of 4500 mAh.
            Write(number, "0x0b", "w", (0x03, 0), (0x08, 2980), (0x09, 12000), (0x0A, 0xFC18), (0x0B, 0xFC18), (0x0D, 73), (0x0F, 3300));
            Write(
                number,
                "0x0b",
                "w",
                (0x10, 4500),
                (0x11, 198),
                (0x12, 198),
                (0x13, 65535),
                (0x16, 0x00C0),
                (0x18, 5000),
                (0x19, 11100),
                (0x1A, 0x0031),
                (0x1C, 1)
            );
            foreach (string chip in (string[])["lm75 0x48", "max6650 0x1b", "sbs-battery 0x0b"])
            {
                File.WriteAllText($"{folder}/new_device", chip);
            }

            TemperatureReading temperature = Assert.Single(Machine.Local.Sensors.GetTemperatures()["lm75"]);
            Assert.Equal(26, temperature.CurrentCelsius);
            Assert.Equal(80, temperature.HighCelsius);
            Assert.InRange(Machine.Local.Sensors.GetFans()["max6650"][0].RevolutionsPerMinute, 1, 100000);
            BatteryReading battery = Machine.Local.Sensors.GetBattery()!;
            Assert.Equal(73, battery.Percent, tolerance: 0.5);
            Assert.False(battery.IsPluggedIn);
            Assert.Equal(BatteryStatus.Discharging, battery.Status);
        }
        finally
        {
            foreach (string address in (string[])["0x48", "0x1b", "0x0b"])
            {
                Shell.Succeeds($"echo {address} > {folder}/delete_device");
            }

            Shell.Run("modprobe -r i2c-stub");
        }
    }

    private static void Write(string bus, string address, string size, params (int Register, int Value)[] registers) =>
        Shell.Run(
            string.Join(
                " && ",
                registers.Select(entry =>
                    string.Create(CultureInfo.InvariantCulture, $"i2cset -f -y {bus} {address} {entry.Register} {entry.Value} {size}")
                )
            )
        );
}
