using System.CommandLine;
using Psutil.Tool.Commands;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.ProcessCommands;

/// <summary><c>psutil files PID</c>: the files that a process has open.</summary>
internal static class FilesCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Argument<string?> processArgument = ProcessArgument.Create(host);
        ToolCommand command = new("files", "The regular files that a process has open.")
        {
            Arguments = { processArgument },
            Examples = """
                psutil files 1
                psutil files sshd
                psutil files 1 --json
                psutil files 1 --watch 1
                """,
        };
        options.AddTo(command, CommonOptionKinds.Table);
        ProcessArgument.Check(command, processArgument);
        command.SetAction(result =>
            ProcessListTable.Run(
                host,
                new WatchLoop(host, options, result),
                result.GetValue(processArgument)!,
                "open files",
                ProcessFields.OpenFiles,
                CreateTable(),
                snapshot => snapshot.OpenFiles
            )
        );
        return command;
    }

    private static Table<ProcessOpenFile> CreateTable() =>
        new(
            "open_files",
            [
                new("fd", (writer, file) => writer.Number(file.FileDescriptor), IsRightAligned: true),
                new("mode", (writer, file) => writer.Text(file.Mode)),
                new("position", (writer, file) => writer.Number(file.Position), IsRightAligned: true, Rank: 1),
                new("flags", (writer, file) => writer.Number(file.Flags), IsRightAligned: true, Rank: 2),
                new("deleted", (writer, file) => writer.Flag(file.IsDeleted ?? false)),
                new("path", (writer, file) => writer.Text(file.Path)),
            ]
        )
        {
            Empty = "it has no regular files open",
            WriteMembers = ProcessReport.WriteOpenFile,
        };
}
