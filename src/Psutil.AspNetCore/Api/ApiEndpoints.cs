using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Psutil.AspNetCore.Sampling;
using Psutil.AspNetCore.Streaming;

namespace Psutil.AspNetCore.Api;

/// <summary>The endpoints below <c>api/v1</c>.</summary>
internal static class ApiEndpoints
{
    // Longer than a file system is waited for.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>The methods that are answered. Nothing is ever changed.</summary>
    public static readonly string[] Methods = ["GET", "HEAD"];

    private static readonly byte[] Description = ReadDescription();

    /// <summary>Adds them.</summary>
    /// <param name="api">The group.</param>
    /// <param name="site">What they show.</param>
    public static void Map(IEndpointRouteBuilder api, PsutilSite site)
    {
        Documents documents = site.Documents;
        foreach (
            (string name, Latest<byte[]> document) in (IEnumerable<(string, Latest<byte[]>)>)
                [
                    ("machine", documents.Machine),
                    ("cpu", documents.Cpu),
                    ("memory", documents.Memory),
                    ("disks", documents.Disks),
                    ("network", documents.Network),
                    ("sensors", documents.Sensors),
                    ("history", new Latest<byte[]>(site.Clock, site.Options.Interval, () => HistoryDocument.Write(site.Feed.History))),
                ]
        )
        {
            Map(name, context => WriteAsync(context, async () => await document.GetAsync().ConfigureAwait(false)));
        }

        if (site.Options.ShowProcesses)
        {
            Map("connections", context => WriteAsync(context, async () => await documents.Connections.GetAsync().ConfigureAwait(false)));
            Map("processes", context => WriteAsync(context, async () => await site.Processes.All.GetAsync().ConfigureAwait(false)));
            Map("processes/{pid:int:min(0)}", context => WriteAsync(context, () => GetProcessAsync(context, site)));
        }

        Map("openapi.json", context => WriteAsync(context, () => Task.FromResult<byte[]?>(Description)));
        Map("stream", site.WriteStreamAsync);

        void Map(string path, RequestDelegate handler) => api.MapMethods("/" + path, Methods, site.Endpoints.Guard(handler));
    }

    private static Task<byte[]?> GetProcessAsync(HttpContext context, PsutilSite site) =>
        site.Processes.GetAsync(
            int.Parse((string)context.GetRouteValue("pid")!, NumberStyles.None, CultureInfo.InvariantCulture),
            site.Guard.IsTrusted(context)
        );

    private static async Task WriteAsync(HttpContext context, Func<Task<byte[]?>> get)
    {
        byte[]? document;
        try
        {
            document = await get().WaitAsync(Timeout, context.RequestAborted).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await GuardedEndpoint.RefuseAsync(context, 503, "The system does not answer.").ConfigureAwait(false);
            return;
        }
        catch (PsutilException exception)
        {
            await GuardedEndpoint.RefuseAsync(context, 503, OSText.Escape(exception.Message)).ConfigureAwait(false);
            return;
        }

        if (document is null)
        {
            await GuardedEndpoint.RefuseAsync(context, 404, "There is no such process.").ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = document.Length;
        await context.Response.Body.WriteAsync(document, context.RequestAborted).ConfigureAwait(false);
    }

    private static byte[] ReadDescription()
    {
        using Stream resource = typeof(ApiEndpoints).Assembly.GetManifestResourceStream("api/openapi.json")!;
        byte[] text = new byte[resource.Length];
        resource.ReadExactly(text);
        return text;
    }
}
