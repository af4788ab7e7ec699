using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Psutil.AspNetCore.Security;
using Psutil.Diagnostics;

namespace Psutil.Server;

/// <summary>The command line of <c>psutil serve</c>.</summary>
internal static class ServeCommand
{
    private const string TokenVariable = "PSUTIL_SERVE_TOKEN";
    private const string DefaultAddress = "127.0.0.1:9595";

    private static readonly Option<string[]> Listen = new("--listen")
    {
        Description = $"Where to listen: an address with a port, or unix:PATH. Can be repeated. ({DefaultAddress})",
        HelpName = "address",
    };

    private static readonly Option<string?> TokenFile = new("--token-file")
    {
        Description = $"A file with the token that every request must present; or the variable {TokenVariable}.",
        HelpName = "file",
    };

    private static readonly Option<string?> Certificate = new("--certificate")
    {
        Description = "A PEM file with the certificate and its chain: answer by HTTPS. Read again when it changes.",
        HelpName = "file",
    };

    private static readonly Option<string?> CertificateKey = new("--certificate-key")
    {
        Description = "A PEM file with the key of the certificate.",
        HelpName = "file",
    };

    private static readonly Option<string[]> AllowedHost = new("--host")
    {
        Description = "A name of this machine that browsers may use, beside its host name. Can be repeated.",
        HelpName = "name",
    };

    private static readonly Option<bool> NoProcesses = new("--no-processes") { Description = "Show no processes and no connections." };

    private static readonly Option<bool> Arguments = new("--arguments")
    {
        Description = "Show the arguments of processes, with what looks like a secret masked.",
    };

    private static readonly Option<bool> EnvironmentOption = new("--environment")
    {
        Description = "Show the environment of a process, masked in the same way. Needs a token.",
    };

    private static readonly Option<bool> History = new("--history") { Description = "Keep an hour of history also while nobody looks." };

    private static readonly Option<string?> Names = new("--names")
    {
        Description = "The names of /metrics: psutil (OpenTelemetry's conventions) or node (those of node_exporter).",
        HelpName = "names",
    };

    private static readonly Option<string?> Groups = new("--groups")
    {
        Description = "A JSON file with the process groups that /metrics has.",
        HelpName = "file",
    };

    private static readonly Option<string?> Otlp = new("--otlp")
    {
        Description = "Send metrics to an OpenTelemetry collector as well. The variables OTEL_… apply.",
        HelpName = "url",
    };

    private static readonly Option<bool> Once = new("--once") { Description = "Write /metrics once to standard output, and end." };

    /// <summary>Runs the command line and returns the exit code. Never throws.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        RootCommand root = Create();
        ParseResult result = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0 && result.Action is null or System.CommandLine.Invocation.ParseErrorAction)
        {
            Complain(error, Describe(result));
            return ExitCode.Usage;
        }

        if (result.Action is not null)
        {
            return result.Invoke(new InvocationConfiguration { Output = output, Error = error });
        }

        try
        {
            ServeSettings settings = Read(result, error);
            using Machine machine = Machine.Open(MachineOptions.FromEnvironment());
            if (result.GetValue(Once))
            {
                MetricsOnce.Write(settings, machine);
            }
            else
            {
                await ServeRun.RunAsync(settings, machine, output).ConfigureAwait(false);
            }

            return ExitCode.Done;
        }
        catch (ServeException exception)
        {
            Complain(error, exception.Message);
            return exception.ExitCode;
        }
        catch (Exception exception) when (exception is PsutilException or IOException or UnauthorizedAccessException)
        {
            Complain(error, exception.Message);
            return ExitCode.Fatal;
        }
#pragma warning disable CA1031 // Whoever started it wants one line, not a dump.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Complain(error, $"this is a bug, please report it: {exception.GetType().Name}: {exception.Message}");
            return ExitCode.Fatal;
        }
    }

    private static RootCommand Create()
    {
        RootCommand root = new("The machine over HTTP: a live page, JSON, and metrics for Prometheus.")
        {
            Listen,
            TokenFile,
            Certificate,
            CertificateKey,
            AllowedHost,
            NoProcesses,
            Arguments,
            EnvironmentOption,
            History,
            Names,
            Groups,
            Otlp,
            Once,
        };
        root.HelpName = "psutil serve";
        foreach (Option option in root.Options)
        {
            if (option is HelpOption)
            {
                option.Aliases.Remove("/h");
                option.Aliases.Remove("/?");
            }
        }

        return root;
    }

    private static string Describe(ParseResult result)
    {
        if (result.UnmatchedTokens is [string token, ..])
        {
            return $"{(token.StartsWith('-') ? "there is no option" : "unexpected argument")} '{token}': see 'psutil serve --help'";
        }

        ParseError error = result.Errors[0];
        return error.SymbolResult is OptionResult { Tokens.Count: 0 } option
            ? $"{option.Option.Name} needs a value: see 'psutil serve --help'"
            : error.Message;
    }

    private static ServeSettings Read(ParseResult result, TextWriter error)
    {
        ListenAddress[] listen =
        [
            .. (result.GetValue(Listen) is { Length: > 0 } given ? given : [DefaultAddress]).Select(ListenAddress.Parse),
        ];
        string? token = ReadToken(result.GetValue(TokenFile));
        CertificateFiles? certificate = ReadCertificate(result.GetValue(Certificate), result.GetValue(CertificateKey));
        if (listen.FirstOrDefault(address => !address.IsLocal) is { } wide && !result.GetValue(Once))
        {
            if (token is null)
            {
                throw new ServeException($"--listen {wide.EndPoint}: other machines can reach it, so a token is needed: --token-file FILE");
            }

            if (certificate is null)
            {
                Complain(error, "without --certificate, everybody between here and a client can read the token");
            }
        }

        if (result.GetValue(EnvironmentOption) && token is null)
        {
            throw new ServeException("--environment needs a token: --token-file FILE");
        }

        return new ServeSettings
        {
            Listen = listen,
            Token = token,
            Certificate = certificate,
            AllowedHosts = result.GetValue(AllowedHost) ?? [],
            ShowProcesses = !result.GetValue(NoProcesses),
            ShowArguments = result.GetValue(Arguments),
            ShowEnvironment = result.GetValue(EnvironmentOption),
            KeepHistory = result.GetValue(History),
            NodeNames = result.GetValue(Names) switch
            {
                null or "psutil" => false,
                "node" => true,
                string other => throw new ServeException($"--names {other}: it is psutil or node"),
            },
            Groups = result.GetValue(Groups) is { } groups ? ReadGroups(groups) : null,
            Otlp = result.GetValue(Otlp) is { } url ? ReadUrl(url) : null,
        };
    }

    private static string? ReadToken(string? path)
    {
        string? variable = Environment.GetEnvironmentVariable(TokenVariable);
        string? token =
            path is not null ? SecretFile.ReadLine("--token-file", path)
            : variable is { Length: > 0 } ? variable
            : null;
        if (token is null)
        {
            return null;
        }

        try
        {
            AccessToken.Check(token);
        }
        catch (ArgumentException)
        {
            throw new ServeException(
                $"{(path is null ? TokenVariable : $"--token-file {path}")}: a token is one line of at least 16 letters, digits and signs"
            );
        }

        return token;
    }

    private static CertificateFiles? ReadCertificate(string? certificate, string? key) =>
        (certificate, key) switch
        {
            (null, null) => null,
            ({ } certificatePath, { } keyPath) => new CertificateFiles(certificatePath, keyPath, TimeProvider.System),
            _ => throw new ServeException("--certificate and --certificate-key go together"),
        };

    private static ProcessGroups ReadGroups(string path)
    {
        try
        {
            return ProcessGroups.Load(path);
        }
        catch (Exception exception) when (exception is ProcessGroupsException or IOException or UnauthorizedAccessException)
        {
            throw new ServeException($"--groups: {exception.Message}");
        }
    }

    private static Uri ReadUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
            ? url
            : throw new ServeException($"--otlp {text}: a URL is needed, as in http://127.0.0.1:4317");

    private static void Complain(TextWriter error, string message) => error.WriteLine("psutil: " + OSText.Escape(message));
}
