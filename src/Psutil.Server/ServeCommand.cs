using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Psutil.AspNetCore.Security;
using Psutil.Diagnostics;
using Psutil.Recording;
using Psutil.Tool.Past;
using Psutil.Tool.Platform;

namespace Psutil.Server;

/// <summary>The command line of <c>psutil serve</c>.</summary>
internal static class ServeCommand
{
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
            if (result.GetValue(ServeOptions.Once))
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
        RootCommand root = new(ServeOptions.Description);
        foreach (Option option in ServeOptions.All)
        {
            root.Add(option);
        }

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
            .. (result.GetValue(ServeOptions.Listen) is { Length: > 0 } given ? given : [ServeOptions.DefaultAddress]).Select(
                ListenAddress.Parse
            ),
        ];
        string? token = ReadToken(result.GetValue(ServeOptions.TokenFile));
        CertificateFiles? certificate = ReadCertificate(
            result.GetValue(ServeOptions.Certificate),
            result.GetValue(ServeOptions.CertificateKey)
        );
        if (listen.FirstOrDefault(address => !address.IsLocal) is { } wide && !result.GetValue(ServeOptions.Once))
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

        if (result.GetValue(ServeOptions.Environment) && token is null)
        {
            throw new ServeException("--environment needs a token: --token-file FILE");
        }

        string? recordingDirectory = result.GetValue(ServeOptions.Directory)
            ?? StateFolder.Find(System.Environment.GetEnvironmentVariable, System.Environment.IsPrivilegedProcess);
        return new ServeSettings
        {
            Listen = listen,
            Token = token,
            Certificate = certificate,
            AllowedHosts = result.GetValue(ServeOptions.AllowedHost) ?? [],
            ShowProcesses = !result.GetValue(ServeOptions.NoProcesses),
            ShowArguments = result.GetValue(ServeOptions.Arguments),
            ShowEnvironment = result.GetValue(ServeOptions.Environment),
            KeepHistory = result.GetValue(ServeOptions.History),
            NodeNames = result.GetValue(ServeOptions.Names) switch
            {
                null or "psutil" => false,
                "node" => true,
                string other => throw new ServeException($"--names {other}: it is psutil or node"),
            },
            Groups = result.GetValue(ServeOptions.Groups) is { } groups ? ReadGroups(groups) : null,
            Otlp = result.GetValue(ServeOptions.Otlp) is { } url ? ReadUrl(url) : null,
            RecordingDirectory = recordingDirectory,
            Record = ReadRecord(result, recordingDirectory),
        };
    }

    private static string? ReadToken(string? path)
    {
        string? variable = Environment.GetEnvironmentVariable(ServeOptions.TokenVariable);
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
            string source = path is null ? ServeOptions.TokenVariable : $"--token-file {path}";
            throw new ServeException($"{source}: a token is one line of at least 16 letters, digits and signs");
        }

        return token;
    }

    private static RecordOptions? ReadRecord(ParseResult result, string? directory)
    {
        if (!result.GetValue(ServeOptions.Record))
        {
            return
                ((Option[])[ServeOptions.Every, ServeOptions.Keep, ServeOptions.Traffic]).FirstOrDefault(option =>
                    result.GetResult(option) is { Implicit: false }
                )
                    is { } foreign
                ? throw new ServeException($"{foreign.Name} needs --record")
                : null;
        }

        if (directory is null)
        {
            throw new ServeException("--record: there is no directory for recordings, because HOME is not set: name one with --dir");
        }

        if (result.GetValue(ServeOptions.Once))
        {
            throw new ServeException("--record and --once cannot be combined");
        }

        return RecordSettings.Of(directory, result.GetValue(ServeOptions.Every), result.GetValue(ServeOptions.Keep)) with
        {
            CountTraffic = result.GetValue(ServeOptions.Traffic),
        };
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
