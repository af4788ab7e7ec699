using Psutil.Diagnostics;
using Psutil.Recording;

namespace Psutil.Server;

/// <summary>What the command line, the files that it names and the environment say.</summary>
internal sealed record ServeSettings
{
    /// <summary>Where to listen.</summary>
    public required IReadOnlyList<ListenAddress> Listen { get; init; }

    /// <summary>The token; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>The files of the certificate; null without TLS.</summary>
    public CertificateFiles? Certificate { get; init; }

    /// <summary>Names of this machine that may stand in <c>Host</c>.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    public bool ShowProcesses { get; init; } = true;

    public bool ShowArguments { get; init; }

    public bool ShowEnvironment { get; init; }

    public bool KeepHistory { get; init; }

    /// <summary>Whether <c>/metrics</c> has node_exporter's names.</summary>
    public bool NodeNames { get; init; }

    /// <summary>The process groups; null for none.</summary>
    public ProcessGroups? Groups { get; init; }

    /// <summary>Where to send metrics; null for nowhere, unless the variables of OpenTelemetry say so.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>The directory of the recording that the page shows; null for none.</summary>
    public string? RecordingDirectory { get; init; }

    /// <summary>What is recorded; null for nothing.</summary>
    public RecordOptions? Record { get; init; }
}
