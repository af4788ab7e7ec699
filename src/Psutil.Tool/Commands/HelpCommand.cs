using System.CommandLine;

namespace Psutil.Tool.Commands;

/// <summary><c>psutil help [COMMAND]</c>: the same as <c>--help</c>.</summary>
internal static class HelpCommand
{
    public const string Name = "help";

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Argument<string?> commandArgument = new("command")
        {
            Description = "The command; by default, all are listed.",
            HelpName = "command",
            Arity = ArgumentArity.ZeroOrOne,
        };
        commandArgument.CompletionSources.Add([.. CommandCatalog.Names]);
        ToolCommand command = new(Name, "What a command does, its options and examples.")
        {
            Arguments = { commandArgument },
            Examples = """
                psutil help
                psutil help ps
                """,
        };
        options.AddTo(command, CommonOptionKinds.None);
        command.SetAction(result =>
        {
            Command root = result.RootCommandResult.Command;
            string? name = result.GetValue(commandArgument);
            if (name is not null && root.Subcommands.All(known => known.Name != name))
            {
                host.Complain(name.StartsWith('-') ? UsageErrors.UnknownOption(command, name) : UsageErrors.UnknownCommand(root, name));
                return ExitCode.Usage;
            }

            string[] line = name is null ? ["--help"] : [name, "--help"];
            return root.Parse(line).Invoke(result.InvocationConfiguration);
        });
        return command;
    }
}
