using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Psutil.FleetTests.Parts;

/// <summary>
/// One small fleet for all tests: this machine as Psutil.AspNetCore serves it, and the Prometheus, VictoriaMetrics and node_exporter of
/// Debian that scrape it or stand beside it. What is not installed is missing.
/// </summary>
public sealed class Fleet : IAsyncLifetime
{
    private readonly List<Part> _parts = [];
    private WebApplication? _site;

    /// <summary>The folder <c>deploy</c> of the repository.</summary>
    public static string Deploy { get; } = FindDeploy();

    /// <summary>The folder of all files of the fleet.</summary>
    internal string Folder { get; } = Directory.CreateTempSubdirectory("psutil-fleet").FullName;

    /// <summary>A client of this machine's server.</summary>
    internal HttpClient Site { get; private set; } = null!;

    internal Part? NodeExporter { get; private set; }

    internal Part? Prometheus { get; private set; }

    internal Part? VictoriaMetrics { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _site = await StartSiteAsync();
        Site = new HttpClient { BaseAddress = new Uri(_site.Urls.Single()), Timeout = TimeSpan.FromSeconds(60) };
        NodeExporter = await StartAsync("prometheus-node-exporter", "/", "--web.listen-address=127.0.0.1:0");
        string configuration = WriteConfiguration();
        Prometheus = await StartAsync(
            "prometheus",
            "/-/ready",
            $"--config.file={configuration}",
            $"--storage.tsdb.path={Path.Join(Folder, "prometheus")}",
            "--web.listen-address=127.0.0.1:0"
        );
        VictoriaMetrics = await StartAsync(
            "victoria-metrics",
            "/health",
            $"-promscrape.config={configuration}",
            "-promscrape.config.strictParse=false",
            $"-storageDataPath={Path.Join(Folder, "victoria-metrics")}",
            "-httpListenAddr=127.0.0.1:0",
            "-search.latencyOffset=0s",
            "-memory.allowedBytes=64MB"
        );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Part part in _parts)
        {
            await part.DisposeAsync();
        }

        Site?.Dispose();
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<WebApplication> StartSiteAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddPsutilMetrics(options =>
        {
            options.IncludeOptional = true;
            options.TopProcesses = 3;
            options.Groups = ProcessGroups.Parse(
                """{ "groups": [{ "group": "fleet \"test\"", "name": "prometheus*" }, { "group": "other" }] }"""u8
            );
        });
        WebApplication app = builder.Build();
        app.MapPsutil("");
        await app.StartAsync();
        return app;
    }

    private static string FindDeploy()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Join(folder, "Psutil.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Join(folder, "deploy");
    }

    private async Task<Part?> StartAsync(string program, string ready, params string[] arguments)
    {
        if (Debian.Find(program) is not { } path)
        {
            return null;
        }

        Part part = await Part.StartAsync(path, arguments, Folder, ready);
        _parts.Add(part);
        return part;
    }

    /// <summary>What <c>deploy</c> has for Prometheus, with the address of this test and a scrape each second.</summary>
    private string WriteConfiguration()
    {
        string source = Path.Join(Deploy, "prometheus");
        string text = File.ReadAllText(Path.Join(source, "prometheus.yml"))
            .Replace("127.0.0.1:9595", Site.BaseAddress!.Authority, StringComparison.Ordinal)
            .Replace("interval: 15s", "interval: 1s", StringComparison.Ordinal)
            .Replace("scrape_timeout: 5s", "scrape_timeout: 1s", StringComparison.Ordinal);
        string path = Path.Join(Folder, "prometheus.yml");
        File.WriteAllText(path, text);
        File.Copy(Path.Join(source, "psutil.rules.yml"), Path.Join(Folder, "psutil.rules.yml"));
        return path;
    }
}
