using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Psutil.AspNetCore;
using Psutil.Diagnostics;

namespace Psutil.Server;

/// <summary>Builds the web server. It reads no configuration but its own: a file in the current folder must not change it.</summary>
internal static class ServeHost
{
    private const int MostConnections = 256;
    private const int LargestBody = 4096;
    private const int LargestHeaders = 16 * 1024;
    private static readonly TimeSpan HeaderTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    /// <exception cref="ServeException">A setting is not valid.</exception>
    public static WebApplication Build(ServeSettings settings, Machine machine)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "psutil-serve" });
        builder.Logging.AddSimpleConsole(options => options.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        // Why it does not start is said in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options =>
            options.LogToStandardErrorThreshold = LogLevel.Trace
        );
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddRoutingCore();
        AddMachine(builder.Services, settings, machine);
        Telemetry.Add(builder, settings.Otlp, machine);
        if (settings.Record is { } record)
        {
            builder.Services.AddPsutilRecorder(record);
        }

        builder.WebHost.UseKestrelCore();
        if (settings.Certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.Services.Configure<SocketTransportOptions>(options => options.CreateBoundListenSocket = Bind);
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, settings));
        WebApplication app = builder.Build();
        bool isWide = settings.Listen.Any(address => !address.IsLocal);
        app.MapPsutil("", options =>
        {
            // The command line makes sure of a token.
            options.AllowRemote = isWide && settings.Token is not null;
            options.Token = settings.Token;
            options.ShowProcesses = settings.ShowProcesses;
            options.ShowArguments = settings.ShowArguments;
            options.ShowEnvironment = settings.ShowEnvironment;
            options.KeepHistory = settings.KeepHistory;
            options.NodeExporterNames = settings.NodeNames;
            options.RecordingDirectory = settings.RecordingDirectory;
            foreach (string name in settings.AllowedHosts)
            {
                options.AllowedHosts.Add(name);
            }
        });
        return app;
    }

    /// <summary>Adds the machine and its metrics.</summary>
    public static void AddMachine(IServiceCollection services, ServeSettings settings, Machine machine)
    {
        services.AddSingleton(machine);
        services.AddMetrics();
        services.AddPsutilMetrics(options =>
        {
            options.Groups = settings.Groups;
            options.MinimumInterval = new PsutilEndpointOptions().Interval;
            if (!settings.ShowProcesses)
            {
                options.Subjects &= ~PsutilMetricSubjects.ProcessTable;
            }
        });
    }

    private static void Configure(KestrelServerOptions kestrel, ServeSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.MaxRequestHeadersTotalSize = LargestHeaders;
        kestrel.Limits.RequestHeadersTimeout = HeaderTimeout;
        kestrel.Limits.KeepAliveTimeout = IdleTimeout;
        foreach (ListenAddress address in settings.Listen)
        {
            if (address.SocketPath is { } path)
            {
                kestrel.ListenUnixSocket(path);
            }
            else
            {
                kestrel.Listen(address.EndPoint!, listen => UseCertificate(listen, settings.Certificate));
            }
        }
    }

    private static void UseCertificate(ListenOptions listen, CertificateFiles? certificate)
    {
        if (certificate is not null)
        {
            listen.UseHttps(
                new TlsHandshakeCallbackOptions
                {
                    OnConnection = _ =>
                        ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Current }),
                }
            );
        }
    }

    private static Socket Bind(EndPoint endPoint)
    {
        try
        {
            return endPoint is UnixDomainSocketEndPoint socket
                ? UnixSocketFile.Bind(socket)
                : SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        }
        catch (SocketException exception)
        {
            throw new ServeException($"cannot listen on {endPoint}: {exception.Message}", ExitCode.Fatal);
        }
    }
}
