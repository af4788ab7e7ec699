using Microsoft.AspNetCore.Routing;

namespace Psutil.AspNetCore.Page;

/// <summary>Answers with the files of the page, which are resources of this assembly.</summary>
internal static class PageAssets
{
    public static Task WriteIndexAsync(HttpContext context) => WriteAsync(context, "index.html");

    public static Task WriteAsync(HttpContext context) => WriteAsync(context, (string?)context.GetRouteValue("name") ?? "");

    private static async Task WriteAsync(HttpContext context, string name)
    {
        using Stream? asset = typeof(PageAssets).Assembly.GetManifestResourceStream($"page/{name}");
        if (asset is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = ContentType(name);
        context.Response.ContentLength = asset.Length;
        await asset.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private static string ContentType(string name) =>
        Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".json" => "application/json",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            ".webmanifest" => "application/manifest+json",
            _ => "text/plain; charset=utf-8",
        };
}
