using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Psutil.AspNetCore.Tests;

/// <summary>A server on a free port of this machine.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Site(WebApplication app, Uri address)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>A client of it.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts one.</summary>
    public static async Task<Site> StartAsync(Action<PsutilEndpointOptions>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddPsutilMetrics();
        WebApplication app = builder.Build();
        app.MapPsutil("", configure);
        await app.StartAsync(TestContext.Current.CancellationToken);
        string address = app.Urls.Single();
        return new Site(app, new Uri(address));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
