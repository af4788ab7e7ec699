namespace Psutil.Tests.Linux;

/// <summary>GPUs as their drivers lay them out in sysfs.</summary>
public sealed class GpuFixtureTests : IDisposable
{
    private readonly FixtureTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void AnAmdCardReportsAlmostEverything()
    {
        AddPciCard("card1", "0000:03:00.0", "0x1002", "0x744c", "amdgpu");
        Device(
            "0000:03:00.0",
            ("power/runtime_status", "active\n"),
            ("mem_info_vram_total", "25753026560\n"),
            ("mem_info_vram_used", "1879048192\n"),
            ("mem_info_gtt_total", "16777216000\n"),
            ("mem_info_gtt_used", "33554432\n"),
            ("gpu_busy_percent", "37\n"),
            ("mem_busy_percent", "5\n"),
            ("vcn_busy_percent", "0\n"),
            ("pp_dpm_sclk", "0: 500Mhz \n1: 2124Mhz *\n2: 2500Mhz \n"),
            ("pp_dpm_mclk", "0: 96Mhz \n1: 1249Mhz *\n"),
            ("current_link_speed", "16.0 GT/s PCIe\n"),
            ("current_link_width", "16\n"),
            ("max_link_speed", "16.0 GT/s PCIe\n"),
            ("max_link_width", "16\n"),
            ("hwmon/hwmon4/name", "amdgpu\n"),
            ("hwmon/hwmon4/temp1_input", "52000\n"),
            ("hwmon/hwmon4/temp1_label", "edge\n"),
            ("hwmon/hwmon4/temp2_input", "66000\n"),
            ("hwmon/hwmon4/temp2_label", "junction\n"),
            ("hwmon/hwmon4/temp3_input", "70000\n"),
            ("hwmon/hwmon4/temp3_label", "mem\n"),
            ("hwmon/hwmon4/fan1_input", "0\n"),
            ("hwmon/hwmon4/pwm1", "51\n"),
            ("hwmon/hwmon4/pwm1_max", "255\n"),
            ("hwmon/hwmon4/power1_average", "42000000\n"),
            ("hwmon/hwmon4/power1_cap", "339000000\n"),
            ("hwmon/hwmon4/freq1_input", "2130000000\n"),
            ("hwmon/hwmon4/freq2_input", "1250000000\n")
        );
        byte[] metrics = new byte[120];
        (metrics[0], metrics[2], metrics[3], metrics[112], metrics[116]) = (120, 1, 3, 1, 1 << 4);
        _tree.Add("sys/devices/pci0000:00/0000:03:00.0/gpu_metrics", metrics);
        _tree.Add("usr/share/misc/pci.ids", PciIdsTests.Text);
        Gpu gpu = Assert.Single(Read());
        Assert.Equal(
            ("0000:03:00.0", "0000:03:00.0", GpuVendor.Amd, 0x1002, 0x744c, "amdgpu", false),
            (gpu.Id, gpu.PciAddress, gpu.Vendor, gpu.VendorId, gpu.DeviceId, gpu.Driver, gpu.IsSuspended)
        );
        Assert.Equal("Navi 31 [Radeon RX 7900 XT/7900 XTX]", gpu.Name);
        Assert.Equal((25753026560, 1879048192), (gpu.MemoryTotal, gpu.MemoryUsed));
        Assert.Equal((16777216000, 33554432), (gpu.SharedMemoryTotal, gpu.SharedMemoryUsed));
        Assert.Equal((37, 5, 0), (gpu.UtilizationPercent, gpu.MemoryUtilizationPercent, gpu.DecoderPercent));

        // The measured clock counts before that of the level.
        Assert.Equal((2130, 2500, 1250), (gpu.ClockMegahertz, gpu.MaxClockMegahertz, gpu.MemoryClockMegahertz));
        Assert.Equal((52, 66, 70), (gpu.TemperatureCelsius, gpu.HotSpotCelsius, gpu.MemoryCelsius));
        Assert.Equal((0, 20), (gpu.FanRevolutionsPerMinute, gpu.FanPercent));
        Assert.Equal((42, 339), (gpu.PowerWatts, gpu.PowerLimitWatts));
        Assert.Equal(GpuThrottleReasons.PowerLimit | GpuThrottleReasons.Thermal, gpu.ThrottleReasons);
        Assert.Equal(
            new GpuPciLink
            {
                Width = 16,
                MaxWidth = 16,
                GigatransfersPerSecond = 16,
                MaxGigatransfersPerSecond = 16,
            },
            gpu.PciLink
        );
        Assert.Equal(
            [
                GpuValue.DriverVersion,
                GpuValue.EncoderPercent,
                GpuValue.EnergyJoules,
                GpuValue.Partitions,
                GpuValue.PowerPercent,
                GpuValue.Engines,
            ],
            gpu.Unavailable.Keys.Order()
        );
    }

    [Fact]
    public void ASleepingCardIsNotWoken()
    {
        AddPciCard("card0", "0000:03:00.0", "0x1002", "0x744c", "amdgpu");
        Device("0000:03:00.0", ("power/runtime_status", "suspended\n"), ("gpu_busy_percent", "0\n"), ("mem_info_vram_total", "1\n"));
        Gpu gpu = Assert.Single(Read());
        Assert.True(gpu.IsSuspended);
        Assert.Equal(("amdgpu", null, null), (gpu.Driver, gpu.UtilizationPercent, gpu.MemoryTotal));
        Assert.Equal(UnavailableReason.Absent, gpu.Unavailable[GpuValue.UtilizationPercent].Reason);
    }

    [Fact]
    public void AnIntelGpuInACpuHasClocksAndReasonsToSlowDown()
    {
        AddPciCard("card0", "0000:00:02.0", "0x8086", "0x9a49", "i915");
        string card = "sys/devices/pci0000:00/0000:00:02.0/drm/card0";
        _tree
            .Add($"{card}/gt/gt0/rps_act_freq_mhz", "0\n")
            .Add($"{card}/gt/gt0/rps_RP0_freq_mhz", "1350\n")
            .Add($"{card}/gt/gt0/throttle_reason_status", "1\n")
            .Add($"{card}/gt/gt0/throttle_reason_pl1", "1\n")
            .Add($"{card}/gt/gt0/throttle_reason_thermal", "1\n")
            .Add($"{card}/gt/gt0/throttle_reason_prochot", "0\n");
        Gpu gpu = Assert.Single(Read());
        Assert.Equal((GpuVendor.Intel, "i915", 0, 1350), (gpu.Vendor, gpu.Driver, gpu.ClockMegahertz, gpu.MaxClockMegahertz));
        Assert.Equal(GpuThrottleReasons.PowerLimit | GpuThrottleReasons.Thermal, gpu.ThrottleReasons);
        Assert.Equal((null, null), (gpu.UtilizationPercent, gpu.MemoryTotal));
        Assert.Equal(UnavailableReason.NotSupported, gpu.Unavailable[GpuValue.UtilizationPercent].Reason);
    }

    [Fact]
    public void AnOlderI915HasItsClocksElsewhere()
    {
        AddPciCard("card0", "0000:00:02.0", "0x8086", "0x3e92", "i915");
        string card = "sys/devices/pci0000:00/0000:00:02.0/drm/card0";
        _tree.Add($"{card}/gt_act_freq_mhz", "1150\n").Add($"{card}/gt_RP0_freq_mhz", "1200\n");
        Gpu gpu = Assert.Single(Read());
        Assert.Equal((1150, 1200, null), (gpu.ClockMegahertz, gpu.MaxClockMegahertz, gpu.ThrottleReasons));
    }

    [Fact]
    public void AnIntelCardOfXeCountsItsEnergy()
    {
        AddPciCard("card0", "0000:04:00.0", "0x8086", "0x56a0", "xe");
        Device(
            "0000:04:00.0",
            ("tile0/gt0/freq0/act_freq", "2400\n"),
            ("tile0/gt0/freq0/rp0_freq", "2450\n"),
            ("tile0/gt0/freq0/throttle/status", "0\n"),
            ("hwmon/hwmon2/energy1_input", "123456789\n"),
            ("hwmon/hwmon2/power1_max", "190000000\n"),
            ("hwmon/hwmon2/temp2_input", "44000\n"),
            ("hwmon/hwmon2/temp2_label", "pkg\n"),
            ("hwmon/hwmon2/temp3_input", "50000\n"),
            ("hwmon/hwmon2/temp3_label", "vram\n")
        );
        Gpu gpu = Assert.Single(Read());
        Assert.Equal((2400, 2450, GpuThrottleReasons.None), (gpu.ClockMegahertz, gpu.MaxClockMegahertz, gpu.ThrottleReasons));
        Assert.Equal((null, 190, 123.456789), (gpu.PowerWatts, gpu.PowerLimitWatts, gpu.EnergyJoules));
        Assert.Equal((44, 50), (gpu.TemperatureCelsius, gpu.MemoryCelsius));
    }

    [Fact]
    public void CardsAreSortedByAddressAndConnectorsAreNone()
    {
        AddPciCard("card0", "0000:0a:00.0", "0x10de", "0x1c03", "nouveau");
        AddPciCard("card1", "0000:00:02.0", "0x8086", "0x9a49", "i915");
        _tree.AddFolder("sys/class/drm/card0-HDMI-A-1").AddFolder("sys/class/drm/renderD128").Add("sys/class/drm/version", "drm 1.1.0\n");
        Assert.Equal(["0000:00:02.0", "0000:0a:00.0"], Read().Select(gpu => gpu.Id));
    }

    [Fact]
    public void ACardWithoutADriverIsFoundOnTheBus()
    {
        _tree
            .Add("sys/bus/pci/devices/0000:01:00.0/class", "0x030200\n")
            .Add("sys/bus/pci/devices/0000:01:00.0/vendor", "0x10de\n")
            .Add("sys/bus/pci/devices/0000:01:00.0/device", "0x2330\n")
            .Add("sys/bus/pci/devices/0000:01:00.1/class", "0x040300\n");
        Gpu gpu = Assert.Single(Read());
        Assert.Equal(("0000:01:00.0", GpuVendor.Nvidia, null), (gpu.Id, gpu.Vendor, gpu.Driver));
        Assert.Equal(UnavailableReason.Absent, gpu.Unavailable[GpuValue.Driver].Reason);
    }

    [Fact]
    public void AGpuOfAnArmMachineHasNoPciAddress()
    {
        _tree
            .Add("sys/devices/platform/fde60000.gpu/uevent", "DRIVER=panfrost\nOF_NAME=gpu\n")
            .AddLink("sys/devices/platform/fde60000.gpu/driver", "../../../bus/platform/drivers/panfrost")
            .AddFolder("sys/devices/platform/fde60000.gpu/drm/card0")
            .AddLink("sys/devices/platform/fde60000.gpu/drm/card0/device", "../../../fde60000.gpu")
            .AddLink("sys/class/drm/card0", "../../devices/platform/fde60000.gpu/drm/card0");
        Gpu gpu = Assert.Single(Read());
        Assert.Equal(("fde60000.gpu", null, "panfrost", null), (gpu.Id, gpu.PciAddress, gpu.Driver, gpu.Vendor));
        Assert.Equal(UnavailableReason.Absent, gpu.Unavailable[GpuValue.PciAddress].Reason);
    }

    [Theory]
    [InlineData("", UnavailableReason.Malformed)]
    [InlineData("many\n", UnavailableReason.Malformed)]
    [InlineData("-1\n", UnavailableReason.Malformed)]
    [InlineData("101\n", UnavailableReason.Malformed)]
    [InlineData("99999999999999999999\n", UnavailableReason.Malformed)]
    public void AValueThatIsNoneHasItsReason(string text, UnavailableReason reason)
    {
        AddPciCard("card0", "0000:03:00.0", "0x1002", "0x744c", "amdgpu");
        Device("0000:03:00.0", ("gpu_busy_percent", text));
        Gpu gpu = Assert.Single(Read());
        Assert.Null(gpu.UtilizationPercent);
        Assert.Equal(reason, gpu.Unavailable[GpuValue.UtilizationPercent].Reason);
        Assert.Contains("gpu_busy_percent", gpu.Unavailable[GpuValue.UtilizationPercent].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AMachineWithoutAGpuHasNone()
    {
        Assert.Empty(Read());
        using Machine machine = _tree.Machine;
        Assert.Empty(machine.Gpus.GetProcesses().Processes);
    }

    [Fact]
    public void NoRootHasAMillionGpus()
    {
        foreach (int number in Enumerable.Range(0, 600))
        {
            _tree.AddFolder($"sys/class/drm/card{number}");
        }

        Assert.InRange(Read().Count, 1, 256);
    }

    [Fact]
    public void WhatIsMissingHasAReasonAndWhatIsThereHasNone()
    {
        AddPciCard("card0", "0000:03:00.0", "0x1002", "0x744c", "amdgpu");
        Device("0000:03:00.0", ("gpu_busy_percent", "1\n"));
        Gpu gpu = Assert.Single(Read());
        Assert.All(Enum.GetValues<GpuValue>().Where(value => value != GpuValue.None), value =>
            Assert.Equal(typeof(Gpu).GetProperty(value.ToString())!.GetValue(gpu) is null, gpu.Unavailable.ContainsKey(value))
        );
    }

    private IReadOnlyList<Gpu> Read()
    {
        using Machine machine = _tree.Machine;
        return machine.Gpus.GetGpus();
    }

    private void AddPciCard(string card, string address, string vendor, string device, string driver)
    {
        string folder = $"sys/devices/pci0000:00/{address}";
        _tree
            .Add($"{folder}/uevent", $"DRIVER={driver}\nPCI_CLASS=30000\nPCI_SLOT_NAME={address}\n")
            .Add($"{folder}/class", "0x030000\n")
            .Add($"{folder}/vendor", $"{vendor}\n")
            .Add($"{folder}/device", $"{device}\n")
            .AddLink($"{folder}/driver", $"../../../bus/pci/drivers/{driver}")
            .AddFolder($"{folder}/drm/{card}")
            .AddLink($"{folder}/drm/{card}/device", $"../../../{address}")
            .AddLink($"sys/class/drm/{card}", $"../../devices/pci0000:00/{address}/drm/{card}")
            .AddLink($"sys/bus/pci/devices/{address}", $"../../../devices/pci0000:00/{address}");
    }

    private void Device(string address, params ReadOnlySpan<(string File, string Text)> files)
    {
        foreach ((string file, string text) in files)
        {
            _tree.Add($"sys/devices/pci0000:00/{address}/{file}", text);
        }
    }
}
