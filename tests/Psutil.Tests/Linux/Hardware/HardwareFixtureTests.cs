namespace Psutil.Tests.Linux;

/// <summary>The names of machines whose firmware reports what that of real ones does.</summary>
public sealed class HardwareFixtureTests : IDisposable
{
    private const string Dmi = "sys/class/dmi/id";

    private readonly FixtureTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void ALaptop()
    {
        AddDmi("LENOVO", "20XWCTO1WW", "ThinkPad X1 Carbon Gen 9", "10");
        _tree
            .Add($"{Dmi}/product_family", "ThinkPad X1 Carbon Gen 9\n")
            .Add($"{Dmi}/board_vendor", "LENOVO\n")
            .Add($"{Dmi}/board_name", "20XWCTO1WW\n");
        _tree
            .Add($"{Dmi}/board_version", "SDK0J40697 WIN\n")
            .Add($"{Dmi}/bios_vendor", "LENOVO\n")
            .Add($"{Dmi}/bios_version", "N32ET75W (1.51 )\n");
        _tree.Add($"{Dmi}/bios_date", "12/02/2021\n").Add($"{Dmi}/product_serial", "PF000000\n").Add($"{Dmi}/product_uuid", "0\n");
        MachineHardware hardware = Read();
        Assert.Equal(("LENOVO", "20XWCTO1WW", "ThinkPad X1 Carbon Gen 9"), (hardware.Vendor, hardware.Product, hardware.Version));
        Assert.Equal("ThinkPad X1 Carbon Gen 9", hardware.Family);
        Assert.Equal(("LENOVO", "20XWCTO1WW", "SDK0J40697 WIN"), (hardware.BoardVendor, hardware.BoardName, hardware.BoardVersion));
        Assert.Equal(
            ("LENOVO", "N32ET75W (1.51 )", new DateOnly(2021, 12, 2)),
            (hardware.FirmwareVendor, hardware.FirmwareVersion, hardware.FirmwareDate)
        );
        Assert.Equal(ChassisKind.Laptop, hardware.Chassis);
        Assert.Null(hardware.DeviceTreeNames);
    }

    [Fact]
    public void WhatTheMakerDidNotFillInIsUnknown()
    {
        AddDmi("To Be Filled By O.E.M.", "Default string", "System Version", "3");
        _tree
            .Add($"{Dmi}/board_vendor", "ASRock\n")
            .Add($"{Dmi}/board_name", "B650M Pro RS\n")
            .Add($"{Dmi}/board_version", "                \n");
        _tree
            .Add($"{Dmi}/bios_version", "0000\n")
            .Add($"{Dmi}/bios_date", "not a date\n")
            .Add($"{Dmi}/product_family", "To be filled by O.E.M.\n");
        MachineHardware hardware = Read();
        Assert.Equal((null, null, null, null), (hardware.Vendor, hardware.Product, hardware.Version, hardware.Family));
        Assert.Equal(("ASRock", "B650M Pro RS", null), (hardware.BoardVendor, hardware.BoardName, hardware.BoardVersion));
        Assert.Equal((null, null), (hardware.FirmwareVersion, hardware.FirmwareDate));
        Assert.Equal(ChassisKind.Desktop, hardware.Chassis);
    }

    [Fact]
    public void ARaspberryPiHasADeviceTree()
    {
        _tree.Add("sys/firmware/devicetree/base/model", "Raspberry Pi 4 Model B Rev 1.4\0");
        _tree.Add("sys/firmware/devicetree/base/compatible", "raspberrypi,4-model-b\0brcm,bcm2711\0");
        _tree.AddLink("proc/device-tree", "/sys/firmware/devicetree/base");
        MachineHardware hardware = Read();
        Assert.Equal("Raspberry Pi 4 Model B Rev 1.4", hardware.Product);
        Assert.Equal(["raspberrypi,4-model-b", "brcm,bcm2711"], hardware.DeviceTreeNames);
        Assert.Equal((null, ChassisKind.Unknown), (hardware.Vendor, hardware.Chassis));
    }

    [Fact]
    public void ADeviceTreeCanBeInProcAlone()
    {
        _tree.Add("proc/device-tree/model", "IBM,9009-42A\0").Add("proc/device-tree/compatible", "IBM,9009-42A\0");
        Assert.Equal("IBM,9009-42A", Read().Product);
    }

    [Fact]
    public void AMainframe()
    {
        _tree.Add(
            "proc/sysinfo",
            "Manufacturer:         IBM\nType:                 8561\nModel:                701              T01\nSequence Code:        0000000000012345\n\nVM00 Name:            LINUX1\nVM00 Control Program: z/VM    7.2.0\n"
        );
        MachineHardware hardware = Read();
        Assert.Equal(("IBM", "8561", "701              T01"), (hardware.Vendor, hardware.Product, hardware.Version));
    }

    [Fact]
    public void NothingIsInventedAndNothingHarms()
    {
        MachineHardware hardware = Read();
        Assert.Equal((null, null, null), (hardware.Vendor, hardware.Product, hardware.FirmwareDate));
        AddDmi(new string('x', 100_000), "\0\0\n", "\e[31m" + new string('v', 300), "99999999999999999999");
        _tree.AddFolder($"{Dmi}/board_name").AddLink($"{Dmi}/board_vendor", "/etc/hostname").AddLink($"{Dmi}/bios_vendor", "bios_vendor");
        _tree.Add("sys/firmware/devicetree/base/compatible", string.Concat(Enumerable.Repeat("a\0", 2000)));
        hardware = Read();
        Assert.Equal((null, null, null), (hardware.Vendor, hardware.Product, hardware.Version));
        Assert.Equal((null, null, null), (hardware.BoardName, hardware.BoardVendor, hardware.FirmwareVendor));
        Assert.Equal(64, hardware.DeviceTreeNames!.Count);
    }

    private void AddDmi(string vendor, string product, string version, string chassis) =>
        _tree
            .Add($"{Dmi}/sys_vendor", vendor + "\n")
            .Add($"{Dmi}/product_name", product + "\n")
            .Add($"{Dmi}/product_version", version + "\n")
            .Add($"{Dmi}/chassis_type", chassis + "\n");

    private MachineHardware Read()
    {
        using Machine machine = _tree.Machine;
        return machine.GetHardware();
    }
}
