using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Psutil.AspNetCore.Sampling;

namespace Psutil.AspNetCore.Api;

/// <summary>The endpoints below <c>api/v1</c>.</summary>
internal static class ApiEndpoints
{
    // Longer than a file system is waited for.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    // The year 9000.
    private const double LatestSeconds = 2.2e11;

    /// <summary>The methods that are answered. Nothing is ever changed.</summary>
    public static readonly string[] Methods = ["GET", "HEAD"];

    private static readonly byte[] Description = ReadDescription();

    /// <summary>Gets a document for a request; null if there is nothing by that address.</summary>
    private delegate Task<byte[]?> GetDocument(HttpContext context);

    /// <summary>Adds them.</summary>
    /// <param name="api">The group.</param>
    /// <param name="site">What they show.</param>
    public static void Map(IEndpointRouteBuilder api, PsutilSite site)
    {
        Documents documents = site.Documents;
        Latest<byte[]> history = new(site.Clock, site.Options.Interval, () => HistoryDocument.Write(site.Feed.History));
        MapDocument("machine", _ => GetAsync(documents.Machine));
        MapDocument("cpu", _ => GetAsync(documents.Cpu));
        MapDocument("memory", _ => GetAsync(documents.Memory));
        MapDocument("disks", _ => GetAsync(documents.Disks));
        MapDocument("network", _ => GetAsync(documents.Network));
        MapDocument("sensors", _ => GetAsync(documents.Sensors));
        MapDocument("history", _ => GetAsync(history));
        MapDocument("recording", context => site.Recordings.GetDayAsync(InstantOf(context, "to")));
        MapDocument("openapi.json", _ => Task.FromResult<byte[]?>(Description));
        if (site.Options.ShowProcesses)
        {
            MapDocument("connections", _ => GetAsync(documents.Connections));
            MapDocument("processes", _ => GetAsync(site.Processes.All));
            MapDocument("recording/moment", context =>
                site.Recordings.GetMomentAsync(InstantOf(context, "time"), site.Guard.IsTrusted(context))
            );
            MapDocument("processes/{pid:int:min(0)}", context => GetProcessAsync(context, site));
        }

        Map("stream", site.WriteStreamAsync);

        void MapDocument(string path, GetDocument get) => Map(path, context => WriteAsync(context, get));

        void Map(string path, RequestDelegate handler) => api.MapMethods("/" + path, Methods, site.Endpoints.Guard(handler));
    }

    private static async Task<byte[]?> GetAsync(Latest<byte[]> document) => await document.GetAsync().ConfigureAwait(false);

    private static Task<byte[]?> GetProcessAsync(HttpContext context, PsutilSite site) =>
        site.Processes.GetAsync(
            int.Parse((string)context.GetRouteValue("pid")!, NumberStyles.None, CultureInfo.InvariantCulture),
            site.Guard.IsTrusted(context)
        );

    private static async Task WriteAsync(HttpContext context, GetDocument get)
    {
        byte[]? document;
        try
        {
            document = await get(context).WaitAsync(Timeout, context.RequestAborted).ConfigureAwait(false);
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
        catch (BadHttpRequestException exception)
        {
            await GuardedEndpoint.RefuseAsync(context, exception.StatusCode, exception.Message).ConfigureAwait(false);
            return;
        }

        if (document is null)
        {
            string what = context.GetRouteValue("pid") is null ? "Nothing was recorded." : "There is no such process.";
            await GuardedEndpoint.RefuseAsync(context, 404, what).ConfigureAwait(false);
            return;
        }

        await Answer.WriteAsync(context, document, "application/json").ConfigureAwait(false);
    }

    // Seconds since the epoch, as the documents have them; null if the request has none.
    private static DateTimeOffset? InstantOf(HttpContext context, string name)
    {
        if (context.Request.Query[name] is not [{ Length: > 0 } text])
        {
            return null;
        }

        return
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            && seconds is > 0 and < LatestSeconds
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : throw new BadHttpRequestException($"{name} is not a number of seconds since 1970.");
    }

    private static byte[] ReadDescription()
    {
        using Stream resource = typeof(ApiEndpoints).Assembly.GetManifestResourceStream("api/openapi.json")!;
        byte[] text = new byte[resource.Length];
        resource.ReadExactly(text);
        return text;
    }
}
