using System.CommandLine;
using Psutil.Tool.Commands;
using Psutil.Tool.Text;

namespace Psutil.Tool.ControlCommands;

/// <summary><c>psutil who-holds PATH|PORT</c>: the processes that have a file open or listen on a port.</summary>
internal static class WhoHoldsCommand
{
    // Of what one process holds.
    private const int MostListed = 8;

    private const ProcessFields Shown = ProcessFields.Name | ProcessFields.UserName;

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Argument<string?> targetArgument = new("path|port")
        {
            Description = "A file or folder, or the number of a port, such as 443 or :443.",
            HelpName = "path|port",
            Arity = ArgumentArity.ZeroOrOne,
            CompletionSources = { Completions.Ports(host), Completions.Files },
        };
        ToolCommand command = new("who-holds", "Who has a file open, or listens on a port.")
        {
            Arguments = { targetArgument },
            Examples = """
                psutil who-holds /var/log/syslog
                psutil who-holds /mnt/usb
                psutil who-holds :443
                psutil who-holds ./:443           a file of that name
                """,
            WriteNotes = output =>
            {
                output.WriteLine("A file is identified by what it is, not by its name: other links to it, mappings");
                output.WriteLine("of it and programs that run from it count too. Of a folder, all that is below it");
                output.WriteLine("in its file system counts; of a mount point, all that keeps it mounted.");
                output.WriteLine();
            },
        };
        options.AddTo(command, CommonOptionKinds.Table);
        command.Validators.Add(result =>
        {
            if (Error(command, result.GetValue(targetArgument)) is { } error)
            {
                result.AddError(error);
            }
        });
        command.SetAction(result =>
        {
            string target = result.GetValue(targetArgument)!;
            Processes processes = host.OpenMachine().Processes;
            int count = 0;
            WatchLoop loop = new(host, options, result);
            loop.WriteTable(CreateTable(loop.Form == OutputForm.Text), () =>
            {
                IReadOnlyList<Row> rows = PortOf(target) is { } port
                    ? OfPort(processes, port, out int unseen)
                    : OfFile(processes, target, out unseen);
                count = rows.Count;
                loop.Note(() =>
                    unseen == 0
                        ? null
                        : string.Create(
                            CultureInfo.InvariantCulture,
                            $"{unseen} {(unseen == 1 ? "process" : "processes")} could not be examined and may hold it too"
                        )
                );
                return new TableFrame<Row>(rows) { Members = writer => writer.Number("not_seen", unseen) };
            });
            return count > 0 ? ExitCode.Found : ExitCode.NothingMatched;
        });
        return command;
    }

    private static IReadOnlyList<Row> OfFile(Processes processes, string path, out int unseen)
    {
#pragma warning disable CA1416 // Where this is not offered, the exception says so better than this command could.
        FileHolders found = processes.FindHoldersBelow(path);
#pragma warning restore CA1416
        unseen = found.Unavailable.Count;
        return
        [
            .. found.Holders.Select(holder => new Row(holder.Process.Capture(Shown), holder.FileDescriptors, UsesOf(holder.Use))
            {
                Paths = holder.Paths ?? [],
            }),
        ];
    }

    private static IReadOnlyList<Row> OfPort(Processes processes, int port, out int unseen)
    {
        PortHolders found = processes.FindPortHolders(port);
        unseen = found.Unavailable.Count;
        return
        [
            .. from holder in found.Holders
            let process = holder.Process.Capture(Shown)
            from connection in holder.Connections
            select RowOf(process, connection),
            .. found.Unowned.Select(connection => RowOf(null, connection)),
        ];
    }

    private static Row RowOf(ProcessSnapshot? process, NetworkConnection connection) =>
        new(
            process,
            connection.FileDescriptor is { } descriptor ? [descriptor] : [],
            [connection.Type == System.Net.Sockets.SocketType.Stream ? "tcp" : "udp", AddressText.Of(connection.LocalEndPoint!)]
        );

    private static string[] UsesOf(FileUse use) =>
        [
            .. new (FileUse Use, string Name)[]
            {
                (FileUse.Open, "open"),
                (FileUse.Executable, "runs"),
                (FileUse.WorkingDirectory, "cwd"),
                (FileUse.RootDirectory, "root"),
                (FileUse.Mapped, "mapped"),
            }
                .Where(part => use.HasFlag(part.Use))
                .Select(part => part.Name),
        ];

    private static Table<Row> CreateTable(bool isText) =>
        new(
            "holders",
            [
                new("pid", (writer, row) => writer.Number(row.Process?.Pid), IsRightAligned: true),
                new("username", (writer, row) => writer.Text(row.Process?.UserName), "USER", Rank: 2),
                new("fds", (writer, row) => writer.TextOrNone(Listed(row.FileDescriptors, isText)), "FD", Rank: 1),
                new("use", (writer, row) => writer.Text(string.Join(' ', row.Uses))),
                new("name", (writer, row) => writer.Text(row.Process?.Name)),
                new("paths", (writer, row) => writer.TextOrNone(Listed(row.Paths, isText)), "HELD"),
            ]
        )
        {
            Empty = "nobody holds it",

            // Only what is below a folder has paths.
            Reason = (_, column) => column.Name == "paths" ? "" : null,
            WriteMembers = (writer, row) =>
            {
                writer.Number("pid", row.Process?.Pid);
                writer.Text("name", row.Process?.Name);
                writer.Text("username", row.Process?.UserName);
                writer.StartArray("fds");
                foreach (int descriptor in row.FileDescriptors)
                {
                    writer.Number(descriptor);
                }

                writer.EndArray();
                writer.Name("use");
                writer.TextList(row.Uses);
                writer.Name("paths");
                writer.TextList(row.Paths);
            },
        };

    // A process may hold thousands below a folder: people see the first, programs all.
    private static string? Listed<T>(IReadOnlyList<T> values, bool isText)
    {
        int shown = isText && values.Count > MostListed ? MostListed - 1 : values.Count;
        string rest = shown == values.Count ? "" : string.Create(CultureInfo.InvariantCulture, $" and {values.Count - shown} more");
        return values.Count == 0 ? null : string.Join(' ', values.Take(shown)) + rest;
    }

    // A number alone is a port: a file with such a name can be given as ./18080.
    private static int? PortOf(string target) => PortNumber.Parse(target is [':', .. string number] ? number : target);

    private static string? Error(Command command, string? target) =>
        target switch
        {
            null or "" => "who-holds needs a file or a port, such as 'psutil who-holds /var/log/syslog' or 'psutil who-holds :443'",
            ['-', ..] => UsageErrors.UnknownOption(command, target),
            _ when PortOf(target) is null && (target[0] == ':' || target.All(char.IsAsciiDigit)) =>
                $"'{target}' is not a port: give a number from 1 to 65535, or a file such as ./{target}",
            _ => null,
        };

    private sealed record Row(ProcessSnapshot? Process, IReadOnlyList<int> FileDescriptors, IReadOnlyList<string> Uses)
    {
        /// <summary>What it holds below a folder.</summary>
        public IReadOnlyList<string> Paths { get; init; } = [];
    }
}
