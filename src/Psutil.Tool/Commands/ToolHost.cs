using Psutil.Recording;
using Psutil.Tool.Platform;
using Psutil.Tool.Readings;
using Psutil.Tool.Text;

namespace Psutil.Tool.Commands;

/// <summary>Everything outside the process that the commands use. The tests have another one.</summary>
internal sealed record ToolHost
{
    /// <summary>Opens the machine; can throw the exceptions of <see cref="Machine.Open"/>.</summary>
    public required Func<Machine> OpenMachine { get; init; }

    /// <summary>
    /// Opens the machine for a command that reads it again and again, which repays a preparation that takes time; null if it is opened as
    /// for any other.
    /// </summary>
    public Func<Machine>? OpenMachineToWatch { get; init; }

    public required Func<HostDescription> DescribeHost { get; init; }

    public required Stream Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Asks the user a question and returns the answer; null if there is no user.</summary>
    public required Func<string, string?> Ask { get; init; }

    /// <summary>Runs the program of <c>psutil serve</c> with arguments, and returns its exit code.</summary>
    public required Func<string[], int> StartServer { get; init; }

    /// <summary>Whether changes are forbidden, whatever the command line says.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Whether the user has the rights to read everything.</summary>
    public bool IsPrivileged { get; init; } = Environment.IsPrivilegedProcess;

    /// <summary>Standard error, for messages and progress.</summary>
    public Terminal ErrorTerminal { get; init; } = new();

    /// <summary>Standard output.</summary>
    public required Terminal Terminal { get; init; }

    /// <summary>How much of the arguments of processes is shown on a terminal.</summary>
    public ArgumentForm TerminalArguments { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Waits.</summary>
    public required Action<TimeSpan> Sleep { get; init; }

    /// <summary>
    /// Whether waiting has no end to come to: the recording that stands in for the machine is over. Null of a live machine.
    /// </summary>
    public Func<bool>? HasEnded { get; init; }

    /// <summary>The start of the recorded time that is shown; null where none was named.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The end of the recorded time that is shown; null where none was named.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>
    /// What the machine moved and held in the recorded time since this was called last; null where no such time was named.
    /// </summary>
    public Func<RecordedSpan>? TakeSpan { get; init; }

    /// <summary>
    /// Asks file systems that may never answer for their space, in another process; returns the answers that came in time, or null if no
    /// process can be started. Null where this process has to ask them itself.
    /// </summary>
    public AskUsage? AskUsageOutside { get; init; }

    /// <summary>The host of the real command.</summary>
    public static ToolHost Create()
    {
        MachineOptions options = MachineOptions.FromEnvironment();
        TextWriter error = StandardError.Open();
        return new ToolHost
        {
            OpenMachine = () => Machine.Open(WithoutBpf(options)),
            OpenMachineToWatch = () => Machine.Open(options),
            DescribeHost = () => HostDescription.Read(options),
            Output = StandardOutput.Open(),
            Error = error,
            Ask = question => AskOnTerminal(error, question),
            StartServer = ServerProgram.Run,
            IsReadOnly = Environment.GetEnvironmentVariable("PSUTIL_READONLY") is { Length: > 0 } and not "0",
            ErrorTerminal = Terminal.Detect(TerminalEnvironment.Of(TerminalSize.StandardError), !Console.IsErrorRedirected, static () =>
                TerminalSize.Read(TerminalSize.StandardError)
            ),
            Terminal = Terminal.Detect(TerminalEnvironment.Of(TerminalSize.StandardOutput), !Console.IsOutputRedirected, static () =>
                TerminalSize.Read(TerminalSize.StandardOutput)
            ),
            TerminalArguments = ArgumentForms.OfEnvironment(Environment.GetEnvironmentVariable),
            Clock = TimeProvider.System,
            Sleep = Thread.Sleep,
            AskUsageOutside = UsageOutside.Create(),
        };
    }

    /// <summary>Opens the machine; can throw the exceptions of <see cref="Machine.Open"/>.</summary>
    /// <param name="isReadAgain">Whether the command reads it again and again, and not once or twice.</param>
    public Machine OpenMachineFor(bool isReadAgain) => isReadAgain && OpenMachineToWatch is { } openToWatch ? openToWatch() : OpenMachine();

    // A command that measures between two readings would load the program at the second, and end.
    private static MachineOptions WithoutBpf(MachineOptions options) =>
        new()
        {
            ProcPath = options.ProcPath,
            SysPath = options.SysPath,
            EtcPath = options.EtcPath,
            RunPath = options.RunPath,
            DevPath = options.DevPath,
            RootPath = options.RootPath,
            AllowBpf = false,
        };

    /// <summary>Writes one message to standard error.</summary>
    public void Complain(string message) => Error.WriteLine("psutil: " + ErrorTerminal.MakeSafe(message));

    private static string? AskOnTerminal(TextWriter error, string question)
    {
        if (Console.IsInputRedirected)
        {
            return null;
        }

        error.Write(question);
        error.Flush();
        using TextReader input = StandardInput.Open();
        return input.ReadLine() ?? "";
    }
}
