using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Psutil.Diagnostics;

/// <summary>Creates the metrics when the host starts. What is wrong with their options ends the start.</summary>
internal sealed class PsutilMetricsStart(IServiceProvider services) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = services.GetRequiredService<PsutilMetrics>();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
