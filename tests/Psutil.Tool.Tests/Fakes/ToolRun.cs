using System.Text;
using System.Text.Json;
using Psutil.Tool.Commands;
using Psutil.Tool.Readings;
using Psutil.Tool.Text;

namespace Psutil.Tool.Tests.Fakes;

/// <summary>Runs a command line on a fake machine and keeps what it wrote.</summary>
internal sealed class ToolRun
{
    private readonly MemoryStream _output = new();
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public FakeClock Clock { get; init; } = new(ToolMachine.Start);

    /// <summary>The machine; a test may change it before it runs.</summary>
    public ToolMachine Machine { get; }

    public Terminal Terminal { get; init; } = new();

    /// <summary>Called whenever the command waits.</summary>
    public Action<TimeSpan>? OnSleep { get; init; }

    /// <summary>Stands in for opening the machine.</summary>
    public Func<Machine>? OpenMachine { get; init; }

    /// <summary>Stands in for opening the machine by a command that reads it again and again.</summary>
    public Func<Machine>? OpenMachineToWatch { get; init; }

    /// <summary>Stands in for the process that asks file systems which may never answer.</summary>
    public AskUsage? AskUsageOutside { get; init; }

    /// <summary>Stands in for standard output.</summary>
    public Stream? OutputStream { get; init; }

    public ToolRun() => Machine = new ToolMachine(Clock);

    /// <summary>What the user answers; null if nobody is there.</summary>
    public string? Answer { get; init; }

    /// <summary>Called when the user is asked.</summary>
    public Action? OnAsk { get; init; }

    /// <summary>What the user was asked.</summary>
    public List<string> Questions { get; } = [];

    public bool IsReadOnly { get; init; }

    /// <summary>What <c>PSUTIL_ARGS</c> says.</summary>
    public ArgumentForm TerminalArguments { get; init; }

    public bool IsPrivileged { get; init; } = true;

    public Terminal ErrorTerminal { get; init; } = new();

    public int ExitCode { get; private set; }

    public string Output => Encoding.UTF8.GetString(_output.ToArray());

    public string Error => _error.ToString();

    public JsonElement Json => JsonDocument.Parse(_output.ToArray()).RootElement;

    /// <summary>A terminal of a given size, without colours.</summary>
    public static Terminal TerminalOf(int width, int height = 24) =>
        new()
        {
            IsTerminal = true,
            Width = width,
            Height = height,
            HasUnicode = true,
            CanRedraw = true,
        };

    /// <summary>What the server was started with; null if it was not.</summary>
    public string[]? ServerArguments { get; private set; }

    public ToolRun Run(params string[] arguments)
    {
        ToolHost host = new()
        {
            AskUsageOutside = AskUsageOutside,
            OpenMachine = OpenMachine ?? (() => Machine),
            OpenMachineToWatch = OpenMachineToWatch,
            DescribeHost = () => new HostDescription("fake", "Fake OS 1.0", "Linux 6.12.8"),
            Output = OutputStream ?? _output,
            Error = _error,
            Ask = question =>
            {
                Questions.Add(question);
                OnAsk?.Invoke();
                return Answer;
            },
            StartServer = arguments =>
            {
                ServerArguments = arguments;
                _error.WriteLine("the server was started");
                return 3;
            },
            IsReadOnly = IsReadOnly,
            TerminalArguments = TerminalArguments,
            IsPrivileged = IsPrivileged,
            ErrorTerminal = ErrorTerminal,
            Terminal = Terminal,
            Clock = Clock,
            Sleep = time =>
            {
                Clock.Advance(time);
                OnSleep?.Invoke(time);
            },
        };
        ExitCode = CommandLine.Run(arguments, host);
        return this;
    }
}
