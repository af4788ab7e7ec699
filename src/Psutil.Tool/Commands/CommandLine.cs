using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.Text;
using Psutil.Tool.ControlCommands;
using Psutil.Tool.MachineCommands;
using Psutil.Tool.Overview;
using Psutil.Tool.Past;
using Psutil.Tool.Platform;
using Psutil.Tool.ShellCommands;
using Psutil.Tool.Top;

namespace Psutil.Tool.Commands;

/// <summary>The command line as a whole.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command line and returns the exit code. Never throws.</summary>
    public static int Run(string[] arguments, ToolHost host)
    {
        try
        {
            return Invoke(arguments, host);
        }
        catch (IOException exception) when (StandardOutput.IsClosedPipe(exception))
        {
            // The reader has closed the pipe.
            return ExitCode.Found;
        }
        catch (Exception exception) when (exception is PsutilException or IOException)
        {
            host.Complain(exception.Message);
            return ExitCode.Fatal;
        }
        catch (Exception exception)
        {
            host.Complain($"this is a bug, please report it: {exception.GetType().Name}: {exception.Message}");
            if (Environment.GetEnvironmentVariable("PSUTIL_DEBUG") == "1")
            {
                host.Error.WriteLine(exception.StackTrace);
            }

            return ExitCode.Fatal;
        }
    }

    private static int Invoke(string[] arguments, ToolHost host)
    {
        if (TopCommand.RunGuarded(arguments, host) is { } exitCode)
        {
            return exitCode;
        }

        CommonOptions options = new();
        RootCommand root = Create(arguments, host, options);
        string? word = arguments.FirstOrDefault(argument => root.Subcommands.Any(command => command.Name == argument));
        if (word == KillCommand.Name)
        {
            arguments = SignalShorthand.Expand(
                arguments,
                root.Subcommands.First(command => command.Name == word),
                KillCommand.SignalOption
            );
        }

        // An argument that begins with @ is not a file with more arguments.
        ParseResult result = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (FindError(result, options) is { } error)
        {
            host.Complain(error);
            return ExitCode.Usage;
        }

        if (result.GetValue(options.At) is { } moment)
        {
            return PastRun.Invoke(host, moment, result.GetValue(options.Directory), past =>
                Run(Create(arguments, past, options), arguments, past)
            );
        }

        // The report goes through the recording by itself.
        if (result.GetValue(options.From) is { } start && result.CommandResult.Command.Name != ReportCommand.Name)
        {
            TimeSpan? every = result.GetValue(options.Watch);
            return PastRun.Invoke(host, start, result.GetValue(options.To), result.GetValue(options.Directory), (past, length) =>
            {
                options.SpanLength = every ?? length;
                return Run(Create(arguments, past, options), arguments, past);
            });
        }

        return Run(result, host);
    }

    private static int Run(RootCommand root, string[] arguments, ToolHost host) =>
        Run(root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null }), host);

    private static int Run(ParseResult result, ToolHost host)
    {
        using StreamWriter output = new(host.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        return result.Invoke(
            new InvocationConfiguration
            {
                Output = output,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,

                // Ctrl+C ends the process at once, by the system's default: there is nothing to clean up.
                ProcessTerminationTimeout = null,
            }
        );
    }

    private static string? FindError(ParseResult result, CommonOptions options)
    {
        // Help and completion accept any line.
        if (
            result.Action is not null and not System.CommandLine.Invocation.ParseErrorAction
            && result.Action != result.CommandResult.Command.Action
        )
        {
            return null;
        }

        return result.Errors.Count > 0 ? UsageErrors.Describe(result)
            : result.GetValue(options.Json) && result.GetValue(options.Csv) ? "--json and --csv cannot be combined"
            : FindErrorOfPast(result, options) is { } past ? past
            : options.IsCountAlone(result) ? "--count needs --watch: it ends the repeating"
            : options.FindForeign(result) is { } option ? UsageErrors.HasNo(result.CommandResult.Command, option)
            : null;
    }

    private static string? FindErrorOfPast(ParseResult result, CommonOptions options)
    {
        bool hasAt = result.GetResult(options.At) is not null;
        bool hasFrom = result.GetResult(options.From) is not null;
        bool isTop = result.CommandResult.Command.Name == TopCommand.Name;
        return result.GetResult(options.Directory) is { Implicit: false } && !hasAt && !hasFrom && !isTop
                ? "--dir needs --at or --from: it says where the recording is"
            : result.GetResult(options.To) is not null && !hasFrom ? "--to needs --from: it ends the time that begins there"
            : hasAt && hasFrom ? "--at and --from cannot be combined"
            : hasFrom && options.IsIntervalNamed(result) ? "--from and --interval cannot be combined: rates are over the whole time"
            : null;
    }

    private static RootCommand Create(string[] arguments, ToolHost host, CommonOptions options)
    {
        RootCommand root = new("The machine and its processes at a glance, and as JSON.") { HelpName = "psutil" };
        options.AddTo(root, CommonOptionKinds.All);
        foreach (Command command in CommandCatalog.Create(arguments, host, options))
        {
            root.Add(command);
        }

        root.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            return loop.Form switch
            {
                OutputForm.Json => DumpCommand.WriteJson(host, loop),
                OutputForm.Csv => Refuse(host, "the overview is not a table: use --csv with a command that shows one, such as ps"),
                _ => OverviewCommand.Run(host, loop),
            };
        });
        foreach (Option option in root.Options)
        {
            switch (option)
            {
                case HelpOption { Action: HelpAction help }:
                    // Where paths begin with a slash, /h and /? would only clutter what a shell offers.
                    option.Aliases.Remove("/h");
                    option.Aliases.Remove("/?");
                    option.Action = new HelpWithExamples(help);
                    break;
                case VersionOption:
                    option.Action = new PrintVersion();
                    break;
            }
        }

        foreach (SuggestDirective directive in root.Directives.OfType<SuggestDirective>())
        {
            directive.Action = new SuggestWords(directive);
        }

        return root;
    }

    private static int Refuse(ToolHost host, string message)
    {
        host.Complain(message);
        return ExitCode.Usage;
    }
}
