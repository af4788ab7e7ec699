using System.CommandLine;
using Psutil.Tool.Past;

namespace Psutil.Server;

/// <summary>
/// The options of <c>psutil serve</c>. The command has them too, for its help and its errors: it starts this program with what it was
/// given.
/// </summary>
internal static class ServeOptions
{
    /// <summary>What the command does.</summary>
    public const string Description = "The machine over HTTP: a live page, JSON, and metrics for Prometheus.";

    /// <summary>The variable that can have the token.</summary>
    public const string TokenVariable = "PSUTIL_SERVE_TOKEN";

    /// <summary>Where it listens if the command line does not say.</summary>
    public const string DefaultAddress = "127.0.0.1:9595";

    public static readonly Option<string[]> Listen = new("--listen")
    {
        Description = $"Where to listen: an address with a port, or unix:PATH. Can be repeated. ({DefaultAddress})",
        HelpName = "address",
    };

    public static readonly Option<string?> TokenFile = new("--token-file")
    {
        Description = $"A file with the token that every request must present; or the variable {TokenVariable}.",
        HelpName = "file",
    };

    public static readonly Option<string?> Certificate = new("--certificate")
    {
        Description = "A PEM file with the certificate and its chain: answer by HTTPS. Read again when it changes.",
        HelpName = "file",
    };

    public static readonly Option<string?> CertificateKey = new("--certificate-key")
    {
        Description = "A PEM file with the key of the certificate.",
        HelpName = "file",
    };

    public static readonly Option<string[]> AllowedHost = new("--host")
    {
        Description = "A name of this machine that browsers may use, beside its host name. Can be repeated.",
        HelpName = "name",
    };

    public static readonly Option<bool> NoProcesses = new("--no-processes") { Description = "Show no processes and no connections." };

    public static readonly Option<bool> Arguments = new("--arguments")
    {
        Description = "Show the arguments of processes, with what looks like a secret masked.",
    };

    public static readonly Option<bool> Environment = new("--environment")
    {
        Description = "Show the environment of a process, masked in the same way. Needs a token.",
    };

    public static readonly Option<bool> History = new("--history") { Description = "Keep an hour of history also while nobody looks." };

    public static readonly Option<string?> Names = new("--names")
    {
        Description = "The names of /metrics: psutil (OpenTelemetry's conventions) or node (those of node_exporter).",
        HelpName = "names",
    };

    public static readonly Option<string?> Groups = new("--groups")
    {
        Description = "A JSON file with the process groups that /metrics has.",
        HelpName = "file",
    };

    public static readonly Option<string?> Otlp = new("--otlp")
    {
        Description = "Send metrics to an OpenTelemetry collector as well. The variables OTEL_… apply.",
        HelpName = "url",
    };

    public static readonly Option<bool> Once = new("--once") { Description = "Write /metrics once to standard output, and end." };

    public static readonly Option<bool> Record = new("--record")
    {
        Description = "Write down what the machine and its processes do, as psutil record does.",
    };

    public static readonly Option<string?> Directory = new("--dir")
    {
        Description = "The directory of the recording, whose last day the page shows; by default that of psutil record.",
        HelpName = "path",
    };

    public static readonly Option<TimeSpan?> Every = RecordSettings.CreateEvery("With --record: the time between two samples (5).");

    public static readonly Option<KeepLimits?> Keep = RecordSettings.CreateKeep("With --record: how long or how much is kept (7d,2G).");

    public static readonly Option<bool> Traffic = new("--traffic")
    {
        Description = "With --record: count what each process sends and receives, too (Linux).",
    };

    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<Option> All { get; } =
    [
        Listen,
        TokenFile,
        Certificate,
        CertificateKey,
        AllowedHost,
        NoProcesses,
        Arguments,
        Environment,
        History,
        Names,
        Groups,
        Otlp,
        Once,
        Record,
        Directory,
        Every,
        Keep,
        Traffic,
    ];
}
