using System.CommandLine;
using Psutil.Tool.Commands;

namespace Psutil.Tool.ShellCommands;

/// <summary><c>psutil man [COMMAND]</c>: writes manual pages, for the packages.</summary>
internal static class ManCommand
{
    public const string Name = "man";

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Argument<string?> commandArgument = new("command")
        {
            Description = "The command; by default, the page of all.",
            HelpName = "command",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> folderOption = new("--directory") { Description = "Write every page into this directory.", HelpName = "path" };
        ToolCommand command = new(Name, "Write the manual page of a command, or all into a directory.")
        {
            Hidden = true,
            Arguments = { commandArgument },
            Options = { folderOption },
            Examples = """
                psutil man ps | man -l -
                psutil man --directory /usr/local/share/man/man1
                """,
        };
        options.AddTo(command, CommonOptionKinds.None);
        command.SetAction(result =>
        {
            RootCommand root = (RootCommand)result.RootCommandResult.Command;
            if (result.GetValue(folderOption) is { } folder)
            {
                return WriteAll(host, root, folder);
            }

            string? name = result.GetValue(commandArgument);
            Command? subject = name is null ? root : root.Subcommands.FirstOrDefault(each => each.Name == name);
            if (subject is null)
            {
                host.Complain(UsageErrors.UnknownCommand(root, name!));
                return ExitCode.Usage;
            }

            result.InvocationConfiguration.Output.Write(ManPage.Write(root, subject));
            return ExitCode.Found;
        });
        return command;
    }

    private static int WriteAll(ToolHost host, RootCommand root, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (Command each in (Command[])[root, .. root.Subcommands.Where(each => !each.Hidden)])
            {
                File.WriteAllText(Path.Join(folder, ManPage.NameOf(each) + ".1"), ManPage.Write(root, each));
            }

            return ExitCode.Found;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The native executable does not contain the exception's message.
            host.Complain($"the manual pages cannot be written into '{folder}'");
            return ExitCode.Fatal;
        }
    }
}
