using System.CommandLine;
using Psutil.Tool.Commands;

namespace Psutil.Tool.ShellCommands;

/// <summary><c>psutil completion SHELL</c>: a script with which a shell completes this command's words.</summary>
internal static class CompletionCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Argument<string?> shellArgument = new("shell")
        {
            Description = "The shell: bash, zsh, fish or powershell.",
            HelpName = "shell",
            Arity = ArgumentArity.ZeroOrOne,
        };
        shellArgument.CompletionSources.Add([.. CompletionScript.Shells]);
        ToolCommand command = new("completion", "Print a script that lets a shell complete commands and PIDs.")
        {
            Arguments = { shellArgument },
            Examples = """
                source <(psutil completion bash)                  in ~/.bashrc
                source <(psutil completion zsh)                   in ~/.zshrc
                psutil completion fish | source                   in config.fish
                psutil completion powershell | Out-String | Invoke-Expression
                """,
        };
        options.AddTo(command, CommonOptionKinds.None);
        command.Validators.Add(result =>
        {
            string? shell = result.GetValue(shellArgument);
            if (shell is null || CompletionScript.Find(shell) is null)
            {
                string what = shell is null ? "completion needs a shell" : $"there is no script for '{shell}'";
                result.AddError($"{what}: give one of {string.Join(", ", CompletionScript.Shells)}");
            }
        });
        command.SetAction(result =>
        {
            result.InvocationConfiguration.Output.WriteLine(CompletionScript.Find(result.GetValue(shellArgument)!));
            return ExitCode.Found;
        });
        return command;
    }
}
