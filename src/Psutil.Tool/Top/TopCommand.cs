using System.CommandLine;
using System.CommandLine.Parsing;
using Psutil.Tool.Commands;
using Psutil.Tool.Platform;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top;

/// <summary><c>psutil top</c>: the machine and its processes on a full screen, or repeatedly as text.</summary>
/// <remarks>
/// The screen is our own (<c>Top/Screen/</c>, <c>Platform/Screen/</c>; <see cref="TerminalChoice"/> selects the terminal of each system),
/// not Terminal.Gui. As native code, Terminal.Gui makes the start of every command three times as slow, full screen or not, takes 3 % of
/// a core for 40 lines a second, needs a native library next to the executable, and does not give the terminal back after SIGKILL, as
/// ours does on Linux.
/// </remarks>
internal static class TopCommand
{
    public const string Name = "top";

    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(1);

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Option<bool> batchOption = new("--batch", "-b") { Description = "Write plain tables, one after another: for pipes and files." };
        Option<int?> countOption = new("--iterations", "-n")
        {
            Description = "Stop after n refreshes.",
            HelpName = "n",
            CustomParser = CommonOptions.ParsePositive,
        };
        Option<TimeSpan?> delayOption = new("--delay", "-d")
        {
            Description = "Time between refreshes, in seconds (1).",
            HelpName = "seconds",
            CustomParser = CommonOptions.ParseSeconds,
        };
        Option<ArgumentForm?> argumentsOption = new("--args")
        {
            Description = "How much of the arguments is shown: masked, names, all (key a).",
            HelpName = "form",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = ParseArguments,
        };
        argumentsOption.CompletionSources.Add([.. ArgumentForms.Names]);
        Option<int?> guardOption = new(GuardLink.Option) { Hidden = true };
        ToolCommand command = new(Name, "The machine and its processes on a full screen.")
        {
            Options = { batchOption, countOption, delayOption, argumentsOption, guardOption },
            Examples = """
                psutil top
                psutil top -d 5 --readonly
                psutil top -b -n 2 > twice.txt
                psutil top --json -d 60 >> machine.ndjson
                """,
            WriteNotes = output =>
            {
                output.WriteLine("Press h for the keys. --json and --csv mean -b; --watch means -d, --count -n.");
                output.WriteLine();
            },
        };
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.ReadOnly);
        command.SetAction(result =>
        {
            Terminal terminal = options.TerminalOf(result, host.Terminal);
            TopOptions top = new(
                result.GetValue(delayOption) ?? result.GetValue(options.Watch) ?? DefaultDelay,
                result.GetValue(countOption) ?? result.GetValue(options.Count),
                host.IsReadOnly || result.GetValue(options.ReadOnly),
                result.GetValue(argumentsOption)
            );
            bool isBatch = result.GetValue(batchOption) || options.FormOf(result) != OutputForm.Text;
            if (!isBatch)
            {
                return RunOnScreen(host, options.TerminalOf(result, host.Terminal), top, result.GetValue(guardOption));
            }

            // The outputs follow each other even on a terminal: that is the purpose of the batch mode.
            WatchLoop loop = new(host, options, result)
            {
                Every = top.Delay,
                Count = top.Count,
                Terminal = terminal with { CanRedraw = false },
            };
            return TopBatch.Run(host, loop, top.Arguments ?? ArgumentForm.Names);
        });
        return command;
    }

    private static int RunOnScreen(ToolHost host, Terminal terminal, TopOptions options, int? guard)
    {
        if (!terminal.CanRedraw || !TerminalChoice.HasKeyboard)
        {
            host.Complain("top needs a terminal: use 'psutil top -b' for plain tables");
            return ExitCode.Usage;
        }

        if (guard is null && TerminalChoice.RunGuarded(out int? endedBySignal) is { } exitCode)
        {
            if (endedBySignal is { } signal)
            {
                host.Complain(string.Create(CultureInfo.InvariantCulture, $"top was ended by signal {signal}"));
            }

            return exitCode;
        }

        Machine machine = host.OpenMachine();
        TopState state = new()
        {
            HostName = host.DescribeHost().Name,
            Clock = host.Clock,
            OwnUser = Environment.UserName,
            SignalNumbers = machine.Processes.GetSignalNumbers(),
            IsReadOnly = options.IsReadOnly,
            Arguments = options.Arguments ?? ArgumentForms.OfEnvironment(TerminalEnvironment),
            HasPriorityClasses = ProcessActions.HasPriorityClasses(machine.Processes),
        };
        using ITopTerminal screen = TerminalChoice.Open(guard);
        ColorDepth colors = ColorDepths.Of(TerminalEnvironment, terminal.HasColor);
        TopSession session = new(screen, machine, host.Clock, state, terminal, colors, options.Delay)
        {
            Count = options.Count,
            OnRefreshed = DeliberateCrash.FromEnvironment(),
        };
        return session.Run() is { } ending ? GuardLink.SignalExitCode + ending : ExitCode.Found;
    }

    private static string? TerminalEnvironment(string name) => Environment.GetEnvironmentVariable(name);

    // The option without a value means all of the arguments.
    private static ArgumentForm? ParseArguments(ArgumentResult result)
    {
        if (result.Tokens.Count == 0)
        {
            return ArgumentForm.All;
        }

        ArgumentForm? form = ArgumentForms.Parse(result.Tokens[0].Value);
        if (form is null)
        {
            result.AddError($"'{result.Tokens[0].Value}' is not a form of arguments: {string.Join(", ", ArgumentForms.Names)}");
        }

        return form;
    }
}
