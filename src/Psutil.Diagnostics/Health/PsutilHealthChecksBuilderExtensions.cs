using Microsoft.Extensions.Diagnostics.HealthChecks;
using Psutil;
using Psutil.Diagnostics;

// The namespace of the framework's own extensions, so that they are found.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a health check of the machine.</summary>
public static class PsutilHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a health check that tests the limits of the machine, and the machine if it is not there. Its description names each limit that
    /// is not kept, with the value; its data has all values and limits.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the limits.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">The status if a limit is not kept; null for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">The tags of the check.</param>
    /// <exception cref="ArgumentException">No limit is set.</exception>
    public static IHealthChecksBuilder AddPsutil(
        this IHealthChecksBuilder builder,
        Action<PsutilHealthOptions> configure,
        string name = "psutil",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        PsutilHealthOptions options = new();
        configure(options);
        IReadOnlyList<HealthLimit> limits = [.. options.Limits];
        if (limits.Count == 0)
        {
            throw new ArgumentException("A health check without limits is always healthy: set at least one.", nameof(configure));
        }

        builder.Services.AddPsutil();
        return builder.Add(
            new HealthCheckRegistration(
                name,
                services => new PsutilHealthCheck(services.GetRequiredService<Machine>(), limits),
                failureStatus,
                tags
            )
        );
    }
}
