using System.CommandLine;
using Psutil.Server;
using Psutil.Tool.Commands;

namespace Psutil.Tool.ShellCommands;

/// <summary>
/// <c>psutil serve</c>: hands over to the program that has the web server, which would make all other commands start slower.
/// </summary>
internal static class ServeCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        ToolCommand command = new("serve", ServeOptions.Description)
        {
            Examples = """
                psutil serve
                psutil serve --token-file /etc/psutil/token --listen unix:/run/psutil.sock
                psutil serve --names node --once > /var/lib/node_exporter/psutil.prom
                """,
        };
        foreach (Option option in ServeOptions.All)
        {
            command.Add(option);
        }

        options.AddTo(command, CommonOptionKinds.None);
        command.SetAction(result => host.StartServer([.. ServeOptions.All.SelectMany(option => Given(result, option))]));
        return command;
    }

    // As it was given: the other program reads it again.
    private static IEnumerable<string> Given(ParseResult result, Option option)
    {
        if (result.GetResult(option) is not { Implicit: false } given)
        {
            return [];
        }

        return given.Tokens.Count == 0 ? [option.Name] : given.Tokens.SelectMany(token => (string[])[option.Name, token.Value]);
    }
}
