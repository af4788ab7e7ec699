using System.Text;
using Microsoft.Net.Http.Headers;

namespace Psutil.AspNetCore.Security;

/// <summary>Answers requests that the guard lets through, and refuses the others.</summary>
internal sealed class GuardedEndpoint(RequestGuard guard)
{
    /// <summary>A handler behind the guard.</summary>
    /// <param name="handler">Answers the requests that may be answered.</param>
    /// <param name="refuseToken">Answers those that lack the token; null for a plain refusal.</param>
    public RequestDelegate Guard(RequestDelegate handler, RequestDelegate? refuseToken = null) =>
        async context =>
        {
            if (!await TryRefuseAsync(context).ConfigureAwait(false))
            {
                RequestDelegate answer = guard.IsLoggedIn(context) ? handler : refuseToken ?? RefuseTokenAsync;
                await answer(context).ConfigureAwait(false);
            }
        };

    /// <summary>A handler behind all of the guard but the token.</summary>
    public RequestDelegate GuardWithoutToken(RequestDelegate handler) =>
        async context =>
        {
            if (!await TryRefuseAsync(context).ConfigureAwait(false))
            {
                await handler(context).ConfigureAwait(false);
            }
        };

    /// <summary>Answers with a status and its reason in words.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        byte[] text = Encoding.UTF8.GetBytes(reason + "\n");
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = text.Length;
        return context.Response.Body.WriteAsync(text, 0, text.Length, context.RequestAborted);
    }

    private static Task RefuseTokenAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return RefuseAsync(context, StatusCodes.Status401Unauthorized, "A token is needed: Authorization: Bearer TOKEN.");
    }

    private async Task<bool> TryRefuseAsync(HttpContext context)
    {
        RequestGuard.Bound(context);
        AddHeaders(context.Response.Headers);
        if (guard.Refuse(context) is not { } refusal)
        {
            return false;
        }

        await RefuseAsync(context, refusal.Status, refusal.Reason).ConfigureAwait(false);
        return true;
    }

    private static void AddHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Other sites get nothing. With "no-referrer" a browser would send "Origin: null" with the login, which is refused.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers[HeaderNames.CacheControl] = "no-store";
    }
}
