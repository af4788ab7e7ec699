using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;

namespace Psutil.Diagnostics.Tests;

/// <summary>What the SDK of OpenTelemetry makes of the meter.</summary>
public sealed class OpenTelemetryTests
{
    [Fact]
    public async Task TheSdkExportsWhatTheHostAdds()
    {
        List<Metric> exported = [];
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<Machine>(Sample.Machine());
        builder.Services.AddPsutilMetrics(options => options.CollectionTimeout = TimeSpan.FromSeconds(60));
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(PsutilMetrics.MeterName).AddInMemoryExporter(exported));
        using IHost host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.True(host.Services.GetRequiredService<MeterProvider>().ForceFlush(60_000));

        Assert.Equal(exported.Count, exported.DistinctBy(metric => metric.Name).Count());
        Metric cpu = Assert.Single(exported, metric => metric.Name == "system.cpu.time");
        Assert.Equal(("s", MetricType.DoubleSum, "Psutil"), (cpu.Unit, cpu.MetricType, cpu.MeterName));
        Assert.Equal(7, Points(cpu).Count);
        Assert.Equal(MetricType.LongSumNonMonotonic, Assert.Single(exported, metric => metric.Name == "system.memory.usage").MetricType);
        Assert.Equal(MetricType.DoubleGauge, Assert.Single(exported, metric => metric.Name == "hw.temperature").MetricType);
        MetricPoint sent = Points(Assert.Single(exported, metric => metric.Name == "system.network.io"))
            .Single(point => Tags(point).Contains("network.io.direction=transmit"));
        Assert.Equal(1, sent.GetSumLong());
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void TheServicesAreTheMachineAndItsFacets()
    {
        using ServiceProvider local = new ServiceCollection().AddPsutil().BuildServiceProvider();
        Assert.Same(Machine.Local, local.GetRequiredService<Machine>());
        Assert.Same(Machine.Local.Processes, local.GetRequiredService<Processes>());

        FakeMachine fake = new();
        using ServiceProvider faked = new ServiceCollection().AddSingleton<Machine>(fake).AddPsutil().BuildServiceProvider();
        Assert.Same(fake.Cpu, faked.GetRequiredService<Cpu>());
        Assert.Same(fake.Memory, faked.GetRequiredService<Memory>());
        Assert.Same(fake.Disks, faked.GetRequiredService<Disks>());
        Assert.Same(fake.Network, faked.GetRequiredService<Network>());
        Assert.Same(fake.Sensors, faked.GetRequiredService<Sensors>());
    }

    [Fact]
    public void AddingTwiceMeasuresOnce()
    {
        ServiceCollection services = [];
        services.AddPsutilMetrics().AddPsutilMetrics(options => options.PerCpu = true);
        Assert.Single(services, service => service.ServiceType == typeof(IHostedService));
        Assert.Single(services, service => service.ServiceType == typeof(PsutilMetrics));
    }

    [Fact]
    public async Task AnInvalidFileOfGroupsEndsTheStart()
    {
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "{\n\"group\": []}", TestContext.Current.CancellationToken);
            HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
            builder.Services.AddSingleton<Machine>(Sample.Machine());
            builder.Services.AddPsutilMetrics(options => options.GroupsFile = path);
            using IHost host = builder.Build();
            ProcessGroupsException exception = await Assert.ThrowsAsync<ProcessGroupsException>(() =>
                host.StartAsync(TestContext.Current.CancellationToken)
            );
            Assert.Equal($"{path}:2: Unknown key \"group\": only \"groups\" is known.", exception.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static List<MetricPoint> Points(Metric metric)
    {
        List<MetricPoint> points = [];
        foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
        {
            points.Add(point);
        }

        return points;
    }

    private static List<string> Tags(MetricPoint point)
    {
        List<string> tags = [];
        foreach (KeyValuePair<string, object?> tag in point.Tags)
        {
            tags.Add($"{tag.Key}={tag.Value}");
        }

        return tags;
    }
}
