namespace Psutil.ContractTests.Suite;

/// <summary>What the library promises of the machine as a whole.</summary>
public abstract class MachineContract(Subject subject)
{
    private Machine Machine => subject.Machine;

    [Fact]
    public void TheBootTimeIsInThePastAndStandsStill()
    {
        DateTimeOffset boot = Machine.GetBootTime();
        Assert.InRange(boot, DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow);
        Assert.Equal(TimeSpan.Zero, boot.Offset);
        Assert.InRange((Machine.GetBootTime() - boot).Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void ItsClockIsTheSystems()
    {
        subject.NeedPresent("for the time");
        Assert.Same(TimeProvider.System, Machine.TimeProvider);
    }

    [Fact]
    public void ItIsKnownWhichProcessesCanBeSeen()
    {
        ProcessVisibility visibility = Machine.Processes.GetVisibility();
        Assert.True(Enum.IsDefined(visibility));
        int? hidden = Machine.Processes.GetHiddenCount();
        Assert.True(visibility == ProcessVisibility.All ? hidden == 0 : hidden is null or >= 0);
        Assert.Contains(subject.Self.Pid, Machine.Processes.GetPids());
    }

    [Fact]
    public void UsersHaveNames() => Assert.All(Machine.GetUserSessions(), user =>
        {
            Assert.NotEmpty(user.Name);
            Assert.NotEqual("", user.Host);
            Assert.True(user.Started is null || user.Started <= DateTimeOffset.UtcNow.AddMinutes(1));
        });

    [Fact]
    public void LimitsArePositiveOrAbsent()
    {
        MachineLimits limits = Machine.GetLimits();
        Assert.True(limits.CpuCount is null or > 0);
        Assert.True(limits.MemoryBytes is null or > 0);
        Assert.True(limits.MemoryUsedBytes is null or >= 0);
        Assert.True(limits.SwapBytes is null or >= 0);
        Assert.True(limits.ProcessCount is null or > 0);
    }

    [Fact]
    public void TheHardwareHasNamesOrNone()
    {
        MachineHardware hardware = Machine.GetHardware();
        Assert.All(
            (string?[])
                [
                    hardware.Vendor,
                    hardware.Product,
                    hardware.Version,
                    hardware.Family,
                    hardware.BoardVendor,
                    hardware.BoardName,
                    hardware.BoardVersion,
                    hardware.FirmwareVendor,
                    hardware.FirmwareVersion,
                ],
            name => Assert.True(name is null || name.Trim().Length > 0)
        );
        Assert.True(Enum.IsDefined(hardware.Chassis));
        Assert.True(hardware.DeviceTreeNames is null or { Count: > 0 });
    }

    [Fact]
    public void WhetherTheMachineIsVirtualStaysTheSame()
    {
        MachineVirtualization virtualization = Machine.GetVirtualization();
        Assert.True(Enum.IsDefined(virtualization.VirtualMachine) && Enum.IsDefined(virtualization.Container));
        Assert.Equal(virtualization, Machine.GetVirtualization());
    }

    [Fact]
    public void TemperaturesArePlausible() =>
        Assert.All(Capability.Get(Machine.Sensors.GetTemperatures).Values.SelectMany(readings => readings), reading =>
            Assert.True(reading.CurrentCelsius is null or (> -100 and < 1000))
        );

    [Fact]
    public void FansTurnForwards() =>
        Assert.All(Capability.Get(Machine.Sensors.GetFans).Values.SelectMany(readings => readings), reading =>
            Assert.True(reading.RevolutionsPerMinute >= 0)
        );

    [Fact]
    public void ABatteryIsChargedSomewhat() =>
        Assert.True(Capability.Get(Machine.Sensors.GetBattery) is not { } battery || battery.Percent is >= 0 and <= 100);

    [Fact]
    public void EachGpuHasItsOwnIdAndAReasonForWhatIsMissing()
    {
#pragma warning disable CA1416 // Skipped where it is not offered.
        IReadOnlyList<Gpu> gpus = Capability.Get(Machine.Gpus.GetGpus);
        GpuProcessList processes = Machine.Gpus.GetProcesses();
#pragma warning restore CA1416
        Assert.Equal(gpus.Select(gpu => gpu.Id).Distinct(StringComparer.Ordinal), gpus.Select(gpu => gpu.Id));
        Assert.All(gpus, gpu =>
        {
            Assert.NotEmpty(gpu.Id);
            Assert.True(gpu.UtilizationPercent is null or (>= 0 and <= 100));
            Assert.Equal(gpu.MemoryTotal is null, gpu.Unavailable.ContainsKey(GpuValue.MemoryTotal));
            Assert.Equal(gpu.Driver is null, gpu.Unavailable.ContainsKey(GpuValue.Driver));
        });
        Assert.All(processes.Processes, process =>
        {
            Assert.NotEmpty(process.GpuId);
            Assert.True(process.Memory is null or >= 0);
        });
    }

    [Fact]
    public void ServicesAreAllListedAndFoundByName()
    {
        if (Machine.Services is not { } services)
        {
            Assert.Null(Machine.Services);
            return;
        }

        IReadOnlyList<ServiceEntry> all = services.GetServices();
        Assert.NotEmpty(all);
        Assert.Equal(all.Select(service => service.Name).Distinct(StringComparer.OrdinalIgnoreCase), all.Select(service => service.Name));
        foreach (ServiceEntry entry in all)
        {
            ServiceDetails details = services.Get(entry.Name);
            Assert.Equal(entry.DisplayName, details.DisplayName);
            Assert.True(Enum.IsDefined(details.Status));
            Assert.True(Enum.IsDefined(details.StartType));
            Assert.True(details.Status == ServiceStatus.Stopped || details.Pid is > 0);
        }

        Assert.False(services.TryGet("No such service", out _));
        Assert.Equal("No such service", Assert.Throws<NoSuchServiceException>(() => services.Get("No such service")).Name);
    }
}
