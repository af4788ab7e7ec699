using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Psutil.AspNetCore.Tests.Parts;

/// <summary>A server on a free port of this machine.</summary>
internal sealed class Site : IAsyncDisposable
{
    /// <summary>A header that makes a request seem to come from the address in it, as the framework's proxies support does.</summary>
    public const string RemoteHeader = "X-Test-Remote";

    /// <summary>A token that is long enough.</summary>
    public const string Token = "correct-horse-battery-staple";

    private readonly WebApplication _app;

    private Site(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    /// <summary>Its address.</summary>
    public Uri Address { get; }

    /// <summary>A client that keeps no cookies and follows nothing.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts one.</summary>
    /// <param name="machine">The machine; null for this one.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <param name="services">Adds services; null for none.</param>
    /// <param name="conventions">Adds policies and the like; null for none.</param>
    /// <param name="prefix">Where the endpoints are.</param>
    public static async Task<Site> StartAsync(
        Machine? machine = null,
        Action<PsutilEndpointOptions>? configure = null,
        Action<IServiceCollection>? services = null,
        Action<IEndpointConventionBuilder>? conventions = null,
        string prefix = ""
    )
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        if (machine is not null)
        {
            builder.Services.AddSingleton(machine);
        }

        builder.Services.AddPsutilMetrics();
        services?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        app.Use(
            (context, next) =>
            {
                if (context.Request.Headers[RemoteHeader] is [{ } remote])
                {
                    context.Connection.RemoteIpAddress = IPAddress.Parse(remote);
                }

                return next(context);
            }
        );
        app.UseRouting();
        if (services is not null)
        {
            app.UseAuthentication();
            app.UseAuthorization();
        }

        IEndpointConventionBuilder endpoints = app.MapPsutil(prefix, configure);
        conventions?.Invoke(endpoints);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Site(app, new Uri(app.Urls.Single()));
    }

    /// <summary>The status of a request with headers.</summary>
    public async Task<HttpStatusCode> StatusAsync(string path, params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage answer = await AskAsync(HttpMethod.Get, path, headers);
        return answer.StatusCode;
    }

    /// <summary>The answer to a request with headers, as soon as its own headers are there.</summary>
    public async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, path);
        foreach ((string name, string value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>A document.</summary>
    public async Task<JsonElement> ReadAsync(string path, params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage answer = await AskAsync(HttpMethod.Get, path, headers);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using JsonDocument document = await JsonDocument.ParseAsync(
            await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken),
            default,
            TestContext.Current.CancellationToken
        );
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
