using Psutil.Tool.Text;

namespace Psutil.Tool.Commands;

/// <summary>Everything the commands touch outside themselves. Made in one place for real use, and in another for tests.</summary>
internal sealed class ToolHost
{
    /// <summary>Opens the machine; may throw what <see cref="Machine.Open"/> throws.</summary>
    public required Func<Machine> OpenMachine { get; init; }

    public required Func<HostDescription> DescribeHost { get; init; }

    public required Stream Output { get; init; }

    public required TextWriter Error { get; init; }

    public required Terminal Terminal { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Waits.</summary>
    public required Action<TimeSpan> Sleep { get; init; }

    /// <summary>The host of the real command.</summary>
    public static ToolHost Create()
    {
        MachineOptions options = MachineOptions.FromEnvironment();
        return new ToolHost
        {
            OpenMachine = () => Machine.Open(options),
            DescribeHost = () => HostDescription.Read(options),
            Output = StandardOutput.Open(),
            Error = Console.Error,
            Terminal = Terminal.Detect(Environment.GetEnvironmentVariable, !Console.IsOutputRedirected, TerminalSize.Read),
            Clock = TimeProvider.System,
            Sleep = Thread.Sleep,
        };
    }

    /// <summary>Says one thing on standard error.</summary>
    public void Complain(string message) => Error.WriteLine("psutil: " + OSText.Escape(message));
}
