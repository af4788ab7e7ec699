using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Psutil;
using Psutil.AspNetCore;
using Psutil.AspNetCore.Api;
using Psutil.AspNetCore.Exposition;
using Psutil.AspNetCore.NodeNames;
using Psutil.AspNetCore.Page;
using Psutil.Diagnostics;

// The namespace of the framework's own extensions, so that they are found.
namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds the endpoints of Psutil to an application.</summary>
public static class PsutilEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Adds the page, the JSON, the stream and the metrics below an address. They answer this machine alone, unless the endpoints have an
    /// authorization policy or <see cref="PsutilEndpointOptions.AllowRemote"/> is set. docs/serve.md has the addresses.
    /// </summary>
    /// <remarks>
    /// The machine is the <see cref="Machine"/> of the services, or else <see cref="Machine.Local"/>. The metrics are those of
    /// <see cref="PsutilServiceCollectionExtensions.AddPsutilMetrics"/>; without that there is no <c>/metrics</c>,
    /// unless <see cref="PsutilEndpointOptions.NodeExporterNames"/> is set.
    /// </remarks>
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
        PsutilSite site = new(endpoints.ServiceProvider, options);
        RouteGroupBuilder group = endpoints.MapGroup(prefix);
        group.MapMethods("/", ApiEndpoints.Methods, site.Endpoints.Guard(WritePageAsync, LoginPage.WriteAsync));
        group.MapMethods("/assets/{**name}", ApiEndpoints.Methods, site.Endpoints.Guard(PageAssets.WriteAsync));
        group.MapPost("/login", site.Endpoints.GuardWithoutToken(new LoginPage(site.Guard).LogInAsync));
        ApiEndpoints.Map(group.MapGroup("/api/v1"), site);
        if (GetMetrics(endpoints.ServiceProvider, site) is { } writeMetrics)
        {
            group.MapMethods("/metrics", ApiEndpoints.Methods, site.Endpoints.Guard(writeMetrics));
        }

        return group;
    }

    private static RequestDelegate? GetMetrics(IServiceProvider services, PsutilSite site)
    {
        if (site.Options.NodeExporterNames)
        {
            MachineOptions roots = MachineOptions.FromEnvironment();
            return new NodeMetricsText(site.Machine, roots.ProcPath ?? "/proc", roots.SysPath ?? "/sys").WriteAsync;
        }

        bool hasMeter = services.GetService<IServiceProviderIsService>()?.IsService(typeof(PsutilMetrics)) == true;
        return hasMeter ? new MetricsText(services).WriteAsync : null;
    }

    // The page's own addresses are relative to a folder.
    private static Task WritePageAsync(HttpContext context)
    {
        string path = $"{context.Request.PathBase}{context.Request.Path}";
        if (path.EndsWith('/'))
        {
            return PageAssets.WriteIndexAsync(context);
        }

        context.Response.Redirect(path[(path.LastIndexOf('/') + 1)..] + "/");
        return Task.CompletedTask;
    }
}
