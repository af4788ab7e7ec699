using Psutil.Tool.Commands;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil users</c>: the logged-in users.</summary>
internal static class UsersCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        ToolCommand command = new("users", "Who is logged in.")
        {
            Examples = """
                psutil users
                psutil users --json
                """,
        };
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.Past);
        command.SetAction(result =>
            MachineTable.Run(host, new WatchLoop(host, options, result), Columns, "users", ["users"], (machine, gaps) =>
                gaps.Read("users", machine.GetUserSessions) is { } users ? new TableFrame<UserSession>(users) : null
            )
        );
        return command;
    }

    private static Table<UserSession> Columns =>
        new(
            "users",
            [
                new("name", (writer, user) => writer.Text(user.Name), "USER"),
                new("terminal", (writer, user) => writer.TextOrNone(user.Terminal)),
                new("host", (writer, user) => writer.TextOrNone(user.Host), "FROM"),
                new("started", (writer, user) => writer.Instant(user.Started), "SINCE", IsRightAligned: true),
                new("pid", (writer, user) => writer.Number(user.Pid), IsRightAligned: true),
            ]
        )
        {
            Empty = "nobody is logged in",
        };
}
