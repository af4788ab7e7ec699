using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Psutil.Diagnostics;

/// <summary>Tests the limits of a <see cref="PsutilHealthOptions"/>.</summary>
internal sealed class PsutilHealthCheck(Machine machine, IReadOnlyList<HealthLimit> limits) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        HealthStatus failure = context.Registration.FailureStatus;
        HealthStatus status = HealthStatus.Healthy;
        List<string> problems = [];
        Dictionary<string, object> data = new(StringComparer.Ordinal);
        foreach (HealthLimit limit in limits)
        {
            HealthFinding finding = await ReadAsync(limit, cancellationToken).ConfigureAwait(false);
            data[limit.Name] = finding.Value ?? (object)finding.Problem!;
            data[$"{limit.Name}, {(limit.IsMinimum ? "minimum" : "maximum")}"] = limit.Limit;
            if (finding.Value is { } value)
            {
                if (!limit.IsKeptBy(value))
                {
                    Worsen(failure, limit.Describe(value));
                }
            }
            else
            {
                Worsen(finding.IsSupported ? failure : HealthStatus.Degraded, $"{limit.Name}: {finding.Problem}");
            }
        }

        return new HealthCheckResult(status, problems.Count > 0 ? string.Join("; ", problems) : "All limits are kept.", data: data);

        // The worse status is the smaller number.
        void Worsen(HealthStatus to, string problem)
        {
            status = to < status ? to : status;
            problems.Add(problem);
        }
    }

    private async Task<HealthFinding> ReadAsync(HealthLimit limit, CancellationToken cancellationToken)
    {
        try
        {
            return await limit.Read(machine, cancellationToken).ConfigureAwait(false);
        }
        catch (PsutilNotSupportedException exception)
        {
            return HealthFinding.NotSupported(exception.Message);
        }
        catch (PsutilException exception)
        {
            return new HealthFinding(null, exception.Message);
        }
    }
}
