using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Psutil.Diagnostics.Tests;

public sealed class HealthCheckTests
{
    private readonly FakeMachine _machine = Sample.Machine();

    [Fact]
    public async Task AHealthyMachineHasAllValuesAndLimits()
    {
        HealthReportEntry entry = await CheckAsync(options =>
            options
                .RequireFreeDiskPercent("/", 5)
                .RequireFreeDiskBytes("/", 10)
                .RequireAvailableMemory(50)
                .LimitPressure(PressureResource.IO, 60)
                .LimitLoad(2)
                .RequireProcess("init")
        );
        Assert.Equal(HealthStatus.Healthy, entry.Status);
        Assert.Equal("All limits are kept.", entry.Description);
        Assert.Equal(60.0, entry.Data["available memory"]);
        Assert.Equal(50.0, entry.Data["available memory, minimum"]);
        Assert.Equal(50.0, entry.Data["I/O pressure"]);
        Assert.Equal(60.0, entry.Data["I/O pressure, maximum"]);
        Assert.Equal(1.25, entry.Data["load per CPU"]);
        Assert.Equal(30.0, entry.Data["free space of /"]);
        Assert.Equal(1.0, entry.Data["processes named init"]);
    }

    [Fact]
    public async Task EachLimitThatIsNotKeptIsNamedWithItsValue()
    {
        HealthReportEntry entry = await CheckAsync(options =>
            options
                .RequireFreeDiskPercent("/", 40)
                .RequireFreeDiskBytes("/", 2048)
                .RequireAvailableMemory(70)
                .LimitPressure(PressureResource.Cpu, 10)
                .LimitPressure(PressureResource.Memory, 100)
                .LimitLoad(1)
                .RequireProcess("gone")
                .RequireProcess("init", 2)
        );
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal(
            [
                "free space of / in percent: 33.33 %, at least 40 % required",
                $"free space of /: {ByteSize.ToString(30)}, at least {ByteSize.ToString(2048)} required",
                "available memory: 60 %, at least 70 % required",
                "CPU pressure: 50 %, at most 10 % required",
                "load per CPU: 1.25, at most 1 required",
                // A zombie has ended.
                "processes named gone: 0, at least 1 required",
                "processes named init: 1, at least 2 required",
            ],
            entry.Description!.Split("; ")
        );
    }

    [Fact]
    public async Task WhatDoesNotAnswerFailsAndWhatIsNotThereDegrades()
    {
        HealthReportEntry dead = await CheckAsync(options => options.RequireFreeDiskPercent("/dead", 5));
        Assert.Equal(HealthStatus.Unhealthy, dead.Status);
        Assert.StartsWith(
            "free space of /dead in percent: the file system at /dead did not answer",
            dead.Description,
            StringComparison.Ordinal
        );

        _machine.Memory.Pressure = null;
        HealthReportEntry absent = await CheckAsync(options => options.LimitPressure(PressureResource.Memory, 50));
        Assert.Equal(HealthStatus.Degraded, absent.Status);
        Assert.Equal("memory pressure: the kernel does not keep it", absent.Description);

        _machine.Cpu.LoadAverage = null;
        Assert.Equal(HealthStatus.Degraded, (await CheckAsync(options => options.LimitLoad(1))).Status);
    }

    [Fact]
    public async Task TheFailureStatusIsTheCallersChoice() =>
        Assert.Equal(
            HealthStatus.Degraded,
            (await CheckAsync(options => options.RequireAvailableMemory(99), HealthStatus.Degraded)).Status
        );

    [Theory]
    [InlineData(100, HealthStatus.Healthy)]
    [InlineData(5, HealthStatus.Unhealthy)]
    public async Task TheDescriptorsOfThisProcess(double maximum, HealthStatus expected)
    {
        _machine.Processes.Add(
            new ProcessSnapshot(_machine.Processes.Single(process => process.Pid == Environment.ProcessId))
            {
                ResourceLimits = new Dictionary<ResourceKind, ResourceLimit> { [ResourceKind.OpenFiles] = new(60, 100) },
            }
        );
        HealthReportEntry entry = await CheckAsync(options => options.LimitFileDescriptors(maximum));
        Assert.Equal(expected, entry.Status);
        Assert.Equal(10.0, entry.Data["file descriptors"]);
    }

    [Fact]
    public async Task TheLocalMachine()
    {
        using ServiceProvider services = Services(Machine.Local, options =>
            options.RequireFreeDiskPercent("/", 0).RequireAvailableMemory(0).LimitFileDescriptors(100)
        );
        HealthReport report = await services
            .GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.True(report.Status == HealthStatus.Healthy, report.Entries["psutil"].Description);
    }

    [Fact]
    public void WrongLimitsAreRefused()
    {
        PsutilHealthOptions options = new();
        Assert.Throws<ArgumentOutOfRangeException>(() => options.RequireAvailableMemory(101));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.RequireAvailableMemory(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.RequireFreeDiskBytes("/", -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.LimitLoad(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.LimitLoad(-double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.LimitLoad(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.LimitPressure(PressureResource.Unknown, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.RequireProcess("a", 0));
        Assert.Throws<ArgumentException>(() => options.RequireProcess(""));
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddHealthChecks().AddPsutil(_ => { }));
    }

    private static ServiceProvider Services(Machine machine, Action<PsutilHealthOptions> configure, HealthStatus? failureStatus = null)
    {
        ServiceCollection services = [];
        services.AddLogging();
        services.AddSingleton(machine);
        services.AddHealthChecks().AddPsutil(configure, failureStatus: failureStatus);
        return services.BuildServiceProvider();
    }

    private async Task<HealthReportEntry> CheckAsync(Action<PsutilHealthOptions> configure, HealthStatus? failureStatus = null)
    {
        await using ServiceProvider services = Services(_machine, configure, failureStatus);
        HealthReport report = await services
            .GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(TestContext.Current.CancellationToken);
        return report.Entries["psutil"];
    }
}
