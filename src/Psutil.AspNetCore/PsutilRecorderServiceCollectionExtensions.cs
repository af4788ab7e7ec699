using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Psutil;
using Psutil.AspNetCore;
using Psutil.AspNetCore.Recordings;
using Psutil.Recording;

// The namespace of the framework's own extensions, so that they are found.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a recorder of the machine to a service collection.</summary>
public static class PsutilRecorderServiceCollectionExtensions
{
    /// <summary>
    /// Records the machine while the application runs; <c>MapPsutil</c> then shows the last day of it, too, unless
    /// <see cref="PsutilEndpointOptions.RecordingDirectory"/> names another recording. The machine is the <see cref="Machine"/> of the
    /// services, or else <see cref="Machine.Local"/>.
    /// </summary>
    /// <remarks>
    /// The application goes on where nothing can be recorded: that is logged once, counted by the instrument
    /// <c>psutil.recorder.samples</c>, shown on the page, and tried again.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="options">
    /// What to record, and where. Arguments are masked as on the page if there is no <see cref="RecordOptions.ArgumentMask"/>.
    /// </param>
    public static IServiceCollection AddPsutilRecorder(this IServiceCollection services, RecordOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.AddPsutil();
        services.AddLogging();
        services.TryAddSingleton(provider => new RecorderService(
            provider.GetRequiredService<Machine>(),
            options,
            provider.GetRequiredService<ILogger<RecorderService>>(),
            provider.GetService<IMeterFactory>()
        ));
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, RecorderService>(provider => provider.GetRequiredService<RecorderService>())
        );
        return services;
    }
}
