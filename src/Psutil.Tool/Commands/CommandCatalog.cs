using System.CommandLine;
using Psutil.Tool.ControlCommands;
using Psutil.Tool.MachineCommands;
using Psutil.Tool.Past;
using Psutil.Tool.ProcessCommands;
using Psutil.Tool.ShellCommands;
using Psutil.Tool.Top;

namespace Psutil.Tool.Commands;

/// <summary>All commands. Each is created only if it may be needed, so that a short command does not pay for the others.</summary>
internal static class CommandCatalog
{
    private static readonly (string Name, Func<ToolHost, CommonOptions, Command> Create)[] All =
    [
        ("ps", PsCommand.Create),
        ("top", TopCommand.Create),
        ("info", InfoCommand.Create),
        ("tree", TreeCommand.Create),
        ("maps", MapsCommand.Create),
        ("files", FilesCommand.Create),
        ("procsmem", ProcsmemCommand.Create),
        ("io", IOCommand.Create),
        ("pidof", PidofCommand.Create),
        ("kill", KillCommand.Create),
        ("wait", WaitCommand.Create),
        ("watch", WatchCommand.Create),
        ("who-holds", WhoHoldsCommand.Create),
        ("cpu", CpuCommand.Create),
        ("mem", MemCommand.Create),
        ("disks", DisksCommand.Create),
        ("net", NetCommand.Create),
        ("connections", ConnectionsCommand.Create),
        ("sensors", SensorsCommand.Create),
        ("gpus", GpusCommand.Create),
        ("hardware", HardwareCommand.Create),
        ("users", UsersCommand.Create),
        ("services", ServicesCommand.Create),
        (CgroupsCommand.Name, CgroupsCommand.Create),
        ("dump", DumpCommand.Create),
        ("record", RecordCommand.Create),
        (ReportCommand.Name, ReportCommand.Create),
        ("serve", ServeCommand.Create),
        ("version", VersionCommand.Create),
        ("completion", CompletionCommand.Create),
        (HelpCommand.Name, HelpCommand.Create),
        (ManCommand.Name, ManCommand.Create),
    ];

    /// <summary>The names of all commands that are offered here.</summary>
    public static IEnumerable<string> Names =>
        All.Select(entry => entry.Name)
            .Where(name => name != ManCommand.Name)
            .Where(name => name != ServicesCommand.Name || ServicesCommand.IsOffered)
            .Where(name => name != CgroupsCommand.Name || CgroupsCommand.IsOffered);

    /// <summary>The commands that a command line names or, if it names none (help, completion, a wrong word), all commands.</summary>
    public static IEnumerable<Command> Create(string[] arguments, ToolHost host, CommonOptions options)
    {
        bool isAnyNamed = false;
        bool isAboutAll = arguments is [HelpCommand.Name or ManCommand.Name, ..];
        foreach ((string name, Func<ToolHost, CommonOptions, Command> create) in All)
        {
            if (!isAboutAll && Array.IndexOf(arguments, name) >= 0)
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
