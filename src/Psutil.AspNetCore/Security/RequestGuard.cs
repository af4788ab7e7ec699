using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Psutil.AspNetCore.Security;

/// <summary>Decides whether a request is answered, and says why not.</summary>
internal sealed class RequestGuard(PsutilEndpointOptions options, TimeProvider clock)
{
    /// <summary>The cookie of a session.</summary>
    public const string CookieName = "psutil-session";

    private const int LargestRequestBody = 4096;

    // What proxies add. Behind one on this machine, everybody seems to be on this machine.
    private static readonly string[] ForwardingHeaders =
    [
        "Forwarded",
        "Via",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Original-For",
        "X-Real-IP",
    ];

    private readonly HostRule _hosts = new(options.AllowedHosts);

    /// <summary>The token; null if none is needed.</summary>
    public AccessToken? Token { get; } = options.Token is { } token ? new AccessToken(token) : null;

    /// <summary>The clock of sessions.</summary>
    public TimeProvider Clock => clock;

    /// <summary>Whether an authorization policy decides who is answered.</summary>
    public static bool HasPolicy(HttpContext context)
    {
        EndpointMetadataCollection? metadata = context.GetEndpoint()?.Metadata;
        return metadata?.GetMetadata<IAllowAnonymous>() is null
            && (metadata?.GetMetadata<IAuthorizeData>() is not null || metadata?.GetMetadata<AuthorizationPolicy>() is not null);
    }

    /// <summary>
    /// Whether whoever is answered was let in by a token or a policy, and may see what the system shows only to a process's own user.
    /// </summary>
    public bool IsTrusted(HttpContext context) => Token is not null || HasPolicy(context);

    /// <summary>Why a request is refused, before any token is asked for; null if it is not.</summary>
    public Refusal? Refuse(HttpContext context)
    {
        HttpRequest request = context.Request;
        bool hasPolicy = HasPolicy(context);
        if (!hasPolicy && !options.AllowRemote)
        {
            if (!IsFromThisMachine(context))
            {
                return new(StatusCodes.Status403Forbidden, "This machine alone is answered: the endpoint has no authorization policy.");
            }

            if (Array.Exists(ForwardingHeaders, request.Headers.ContainsKey))
            {
                return new(
                    StatusCodes.Status403Forbidden,
                    "A proxy passed this request on, and this machine alone is answered: the endpoint has no authorization policy."
                );
            }
        }

        if (!hasPolicy && !HasToken(request))
        {
            bool isOwn = options.AllowRemote || IsOnSocket(context) ? _hosts.IsOwn(request.Host) : HostRule.IsLoopback(request.Host);
            if (!isOwn)
            {
                return new(StatusCodes.Status421MisdirectedRequest, "This is not a name of this server that may be used in Host.");
            }
        }

        return IsFromAnotherSite(request) ? new(StatusCodes.Status403Forbidden, "A page of another site may not ask this server.") : null;
    }

    /// <summary>Whether the request presents the token or the cookie of a session, or none is needed.</summary>
    public bool IsLoggedIn(HttpContext context) =>
        Token is not { } token
        || HasToken(context.Request)
        || (context.Request.Cookies.TryGetValue(CookieName, out string? cookie) && token.IsSession(cookie, clock.GetUtcNow()));

    /// <summary>Bounds the body of a request.</summary>
    public static void Bound(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestRequestBody;
        }
    }

    private bool HasToken(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        string? authorization = request.Headers.Authorization;
        return Token is { } token
            && authorization is not null
            && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && token.Matches(authorization[Scheme.Length..].Trim());
    }

    private static bool IsFromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address ? IPAddress.IsLoopback(Unmapped(address)) : IsOnSocket(context);

    private static IPAddress Unmapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static bool IsOnSocket(HttpContext context) =>
        context.Features.Get<IConnectionSocketFeature>()?.Socket.AddressFamily == AddressFamily.Unix;

    // Browsers send Origin with what is not a plain GET, and Sec-Fetch-Site with everything. A link from elsewhere to the page is fine.
    private static bool IsFromAnotherSite(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        if (origin is not null && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        string? site = request.Headers["Sec-Fetch-Site"];
        bool isNavigation = request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";
        return site is "cross-site" or "same-site" && !(isNavigation && HttpMethods.IsGet(request.Method));
    }

    /// <summary>A refused request.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Reason">Why, in words.</param>
    internal sealed record Refusal(int Status, string Reason);
}
