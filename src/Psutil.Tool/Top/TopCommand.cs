using System.CommandLine;
using Psutil.Tool.Commands;
using Psutil.Tool.Past;
using Psutil.Tool.Platform;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Preferences;
using Psutil.Tool.Top.Replay;
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

    // As a moment: the last sample that there is now.
    private const string EndOfRecording = "-0s";

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
        TopOptionSet shown = new();
        Option<int?> guardOption = new(GuardLink.Option) { Hidden = true };
        ToolCommand command = new(Name, "The machine and its processes on a full screen.")
        {
            Options = { batchOption, countOption, delayOption, guardOption },
            Examples = """
                psutil top
                psutil top -d 5 --readonly
                psutil top --user www-data --sort rss --tree
                psutil top -b -n 2 > twice.txt
                psutil top --replay 'yesterday 14:00'
                psutil top --json -d 60 >> machine.ndjson
                """,
            WriteNotes = output =>
            {
                output.WriteLine("Press h for the keys. --json and --csv mean -b; --watch means -d, --count -n.");
                output.WriteLine();
            },
        };
        foreach (Option option in shown.All)
        {
            command.Options.Add(option);
        }

        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.ReadOnly);
        command.Options.Add(options.Directory);
        command.SetAction(result =>
        {
            TopOptions top = shown.Read(
                result,
                result.GetValue(delayOption) ?? result.GetValue(options.Watch) ?? DefaultDelay,
                result.GetValue(countOption) ?? result.GetValue(options.Count),
                host.IsReadOnly || result.GetValue(options.ReadOnly)
            ) with
            {
                Directory = result.GetValue(options.Directory),
            };
            bool isBatch = result.GetValue(batchOption) || options.FormOf(result) != OutputForm.Text;
            if (!isBatch)
            {
                return RunOnScreen(host, options.TerminalOf(result, host.Terminal), top, result.GetValue(guardOption));
            }

            return top.IsReplay
                ? PastRun.Invoke(host, top.ReplayTime ?? EndOfRecording, top.Directory, past => RunBatch(past, options, result, top))
                : RunBatch(host, options, result, top);
        });
        return command;
    }

    private static int RunBatch(ToolHost host, CommonOptions options, ParseResult result, TopOptions top)
    {
        // The outputs follow each other even on a terminal: that is the purpose of the batch mode.
        WatchLoop loop = new(host, options, result)
        {
            Every = top.Delay,
            Count = top.Count,
            Terminal = options.TerminalOf(result, host.Terminal) with { CanRedraw = false },
        };
        return TopBatch.Run(host, loop, top);
    }

    /// <summary>
    /// Runs a command line that begins with <c>top</c> in a child and waits, before this process has made anything that only the child
    /// needs: it stays small for as long as the screen is shown. The child answers for whatever is wrong with the line.
    /// </summary>
    /// <returns>The exit code; null if this process is to run the command line.</returns>
    public static int? RunGuarded(string[] arguments, ToolHost host) =>
        arguments is [Name, ..] && Array.TrueForAll(arguments, MayMeanScreen) && IsTerminal(host.Terminal) ? RunGuarded(host) : null;

    // Where in doubt, the options decide once they are parsed.
    private static bool MayMeanScreen(string argument) =>
        !argument.StartsWith("-b", StringComparison.Ordinal)
        && !argument.StartsWith("-h", StringComparison.Ordinal)
        && !argument.StartsWith("-?", StringComparison.Ordinal)
        && !argument.StartsWith("--batch", StringComparison.Ordinal)
        && !argument.StartsWith("--json", StringComparison.Ordinal)
        && !argument.StartsWith("--csv", StringComparison.Ordinal)
        && !argument.StartsWith("--help", StringComparison.Ordinal)
        && !argument.StartsWith(GuardLink.Option, StringComparison.Ordinal);

    private static bool IsTerminal(Terminal terminal) => terminal.CanRedraw && TerminalChoice.HasKeyboard;

    private static int? RunGuarded(ToolHost host)
    {
        int? exitCode = TerminalChoice.RunGuarded(out int? endedBySignal);
        if (endedBySignal is { } signal)
        {
            host.Complain(string.Create(CultureInfo.InvariantCulture, $"top was ended by signal {signal}"));
        }

        return exitCode;
    }

    private static int RunOnScreen(ToolHost host, Terminal terminal, TopOptions options, int? guard)
    {
        if (!IsTerminal(terminal))
        {
            host.Complain("top needs a terminal: use 'psutil top -b' for plain tables");
            return ExitCode.Usage;
        }

        if (guard is null && RunGuarded(host) is { } exitCode)
        {
            return exitCode;
        }

        PastReader? reader = null;
        if (options.IsReplay && PastStart.Open(host, options, out reader) is { } failure)
        {
            return failure;
        }

        Machine machine = host.OpenMachineFor(isReadAgain: true);
        TopState state = new()
        {
            HostName = host.DescribeHost().Name,
            Clock = host.Clock,
            OwnUser = Environment.UserName,
            SignalNumbers = machine.Processes.GetSignalNumbers(),
            Arguments = ArgumentForms.OfEnvironment(TerminalEnvironment),
            SupportedFields = machine.Processes.SupportedFields,
            HasPriorityClasses = ProcessActions.HasPriorityClasses(machine.Processes),
        };
        PreferencesFile? file = PreferencesFile.Find(TerminalEnvironment);
        string? problem = null;
        TopPreferences? kept = file?.Read(out problem);
        state = options.ApplyTo(kept?.ApplyTo(state) ?? state) with { Message = problem };
        TopPreferences before = TopPreferences.Of(state);
        int? endedBy = Show(
            host,
            machine,
            terminal,
            options,
            state,
            reader,
            guard,
            out TopPreferences after,
            out Recording.Recording? recording
        );
        if (recording is not null)
        {
            PastRun.Complain(host, recording);
        }

        // A file that was ignored may be of a newer program, or worth mending: it is left alone.
        if (endedBy is null && problem is null && after != before && file?.Write(after) is { } failed)
        {
            host.Complain(failed);
        }

        return endedBy is { } ending ? GuardLink.SignalExitCode + ending : ExitCode.Found;
    }

    private static int? Show(
        ToolHost host,
        Machine machine,
        Terminal terminal,
        TopOptions options,
        TopState state,
        PastReader? reader,
        int? guard,
        out TopPreferences preferences,
        out Recording.Recording? recording
    )
    {
        using ITopTerminal screen = TerminalChoice.Open(guard);
        ColorDepth colors = ColorDepths.Of(TerminalEnvironment, terminal.HasColor);
        PastSession? past = PastStart.Session(host, options, screen.Wake);
        TopState first = reader is null || past is null ? state : past.Begin(state, reader);
        using TopSession session = new(screen, machine, host.Clock, first, terminal, colors, options.Delay)
        {
            Past = past,
            Count = options.Count,
            OnRefreshed = DeliberateCrash.FromEnvironment(),
        };
        int? endedBy = session.Run();
        recording = past?.Recording;
        preferences = TopPreferences.Of(session.State);
        return endedBy;
    }

    private static string? TerminalEnvironment(string name) => Environment.GetEnvironmentVariable(name);
}
