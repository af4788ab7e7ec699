using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using Psutil.Tool.Overview;

namespace Psutil.Tool.Commands;

/// <summary>The command line as a whole.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command line and returns the exit code. Throws nothing.</summary>
    public static int Run(string[] arguments, ToolHost host)
    {
        try
        {
            return Invoke(arguments, host);
        }
        catch (IOException exception) when (StandardOutput.IsClosedPipe(exception))
        {
            // Who reads us has seen enough.
            return ExitCode.Found;
        }
        catch (Exception exception) when (exception is PsutilException or PlatformNotSupportedException or TimeoutException or IOException)
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
        RootCommand root = Create(host);

        // An argument that begins with @ is an argument, not a file to read more arguments from.
        ParseResult result = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0 && result.Action is null or System.CommandLine.Invocation.ParseErrorAction)
        {
            host.Complain(UsageErrors.Describe(result));
            return ExitCode.Usage;
        }

        using StreamWriter output = new(host.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        return result.Invoke(new InvocationConfiguration
        {
            Output = output,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,

            // Ctrl+C ends the process at once, by the system's own means: nothing needs tidying up.
            ProcessTerminationTimeout = null,
        });
    }

    private static RootCommand Create(ToolHost host)
    {
        CommonOptions options = new();
        RootCommand root = new("The machine and its processes at a glance, and as JSON.") { HelpName = "psutil" };
        options.AddTo(root);
        root.Add(PsCommand.Create(host, options));
        root.Add(InfoCommand.Create(host, options));
        root.Add(DumpCommand.Create(host, options));
        root.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            return loop.IsJson ? DumpCommand.WriteJson(host, loop) : OverviewCommand.Run(host, loop);
        });
        foreach (Option option in root.Options)
        {
            switch (option)
            {
                case HelpOption { Action: HelpAction help }:
                    option.Action = new HelpWithExamples(help);
                    break;
                case VersionOption:
                    option.Action = new PrintVersion();
                    break;
            }
        }

        return root;
    }
}
