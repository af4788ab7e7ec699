using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Psutil;
using Psutil.Diagnostics;

// The namespace of the framework's own extensions, so that they are found.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a machine and its metrics to a service collection.</summary>
public static class PsutilServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="Machine.Local"/> and its facets as singletons, unless they are there: a test adds its own <see cref="Machine"/>
    /// before.
    /// </summary>
    public static IServiceCollection AddPsutil(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(_ => Machine.Local);
        services.TryAddSingleton(provider => provider.GetRequiredService<Machine>().Cpu);
        services.TryAddSingleton(provider => provider.GetRequiredService<Machine>().Memory);
        services.TryAddSingleton(provider => provider.GetRequiredService<Machine>().Disks);
        services.TryAddSingleton(provider => provider.GetRequiredService<Machine>().Network);
        services.TryAddSingleton(provider => provider.GetRequiredService<Machine>().Sensors);
        services.TryAddSingleton(provider => provider.GetRequiredService<Machine>().Processes);
        return services;
    }

    /// <summary>Adds a machine that is read from other roots, as <see cref="Machine.Open"/> opens it, and its facets.</summary>
    public static IServiceCollection AddPsutil(this IServiceCollection services, MachineOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(_ => Machine.Open(options));
        return services.AddPsutil();
    }

    /// <summary>
    /// Adds the meter <see cref="PsutilMetrics.MeterName"/>, and the machine if it is not there. The host creates the meter when it starts;
    /// a program without a host gets a <see cref="PsutilMetrics"/> from the provider.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets what is measured; null for the defaults.</param>
    public static IServiceCollection AddPsutilMetrics(this IServiceCollection services, Action<PsutilMetricsOptions>? configure = null)
    {
        services.AddPsutil();
        services.AddOptions<PsutilMetricsOptions>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(provider => new SharedMachine(provider.GetRequiredService<Machine>()));
        services.TryAddSingleton(provider => new PsutilMetrics(
            provider.GetRequiredService<SharedMachine>(),
            provider.GetRequiredService<IOptions<PsutilMetricsOptions>>().Value,
            provider.GetService<IMeterFactory>()
        ));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PsutilMetricsStart>());
        return services;
    }
}
