using System.CommandLine;
using Psutil.Tool.ControlCommands;
using Psutil.Tool.MachineCommands;
using Psutil.Tool.ProcessCommands;
using Psutil.Tool.Top;

namespace Psutil.Tool.Commands;

/// <summary>All commands, each made only when it may be needed: a short command must not pay for the others.</summary>
internal static class CommandCatalog
{
    private static readonly (string Name, Func<ToolHost, CommonOptions, Command> Create)[] All =
    [
        ("ps", PsCommand.Create),
        ("info", InfoCommand.Create),
        ("tree", TreeCommand.Create),
        ("pidof", PidofCommand.Create),
        ("kill", KillCommand.Create),
        ("wait", WaitCommand.Create),
        ("dump", DumpCommand.Create),
        ("top", TopCommand.Create),
    ];

    /// <summary>The commands that a command line names anywhere or, where it names none (help, completion, a wrong word), all of them.</summary>
    public static IEnumerable<Command> Create(string[] arguments, ToolHost host, CommonOptions options)
    {
        bool isAnyNamed = false;
        foreach ((string name, Func<ToolHost, CommonOptions, Command> create) in All)
        {
            if (Array.IndexOf(arguments, name) >= 0)
            {
                isAnyNamed = true;
                yield return create(host, options);
            }
        }

        if (isAnyNamed || arguments.Length == 0)
        {
            yield break;
        }

        foreach ((_, Func<ToolHost, CommonOptions, Command> create) in All)
        {
            yield return create(host, options);
        }
    }
}
