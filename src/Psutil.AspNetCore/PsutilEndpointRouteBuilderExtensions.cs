using Microsoft.AspNetCore.Routing;
using Psutil.AspNetCore;
using Psutil.AspNetCore.Exposition;
using Psutil.AspNetCore.Page;

// The namespace of the framework's own extensions, so that they are found.
namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds the endpoints of Psutil to an application.</summary>
public static class PsutilEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Adds the page, the JSON, the stream and the metrics below an address. They answer this machine alone, unless the endpoints have an
    /// authorization policy or <see cref="PsutilEndpointOptions.AllowRemote"/> is set.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">The address that they stand below, such as <c>/psutil</c>; empty for the root.</param>
    /// <param name="configure">Sets what is shown, and to whom; null for the defaults.</param>
    /// <returns>The endpoints, for policies and the like.</returns>
    public static IEndpointConventionBuilder MapPsutil(
        this IEndpointRouteBuilder endpoints,
        string prefix,
        Action<PsutilEndpointOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        PsutilEndpointOptions options = new();
        configure?.Invoke(options);
        RouteGroupBuilder group = endpoints.MapGroup(prefix);
        group.MapGet("/", PageAssets.WriteIndexAsync);
        group.MapGet("/assets/{**name}", PageAssets.WriteAsync);
        MetricsText metrics = new(endpoints.ServiceProvider);
        group.MapGet("/metrics", metrics.WriteAsync);
        return group;
    }
}
