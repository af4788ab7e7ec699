using System.CommandLine;
using Psutil.Tool.Commands;

namespace Psutil.Tool.ControlCommands;

/// <summary><c>psutil watch</c>: processes as they start, exit and run other programs.</summary>
internal static class WatchCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Option<bool> pollOption = new("--poll") { Description = "Look at the table every --interval instead of asking the kernel." };
        Option<int?> limitOption = new("--limit")
        {
            Description = "Stop after so many events.",
            HelpName = "n",
            CustomParser = CommonOptions.ParsePositive,
        };
        FilterOptions filterOptions = new(host);
        ToolCommand command = new("watch", "Processes as they start, exit and run other programs.")
        {
            Options = { pollOption, limitOption },
            Examples = """
                psutil watch
                psutil watch --name nginx
                psutil watch --json --limit 100 > events.ndjson
                psutil watch --poll --interval 0.5
                """,
            WriteNotes = output =>
            {
                output.WriteLine("Where the kernel tells, nothing is missed, and what came too fast is counted.");
                output.WriteLine("Elsewhere the table is looked at every --interval: what lives shorter is not");
                output.WriteLine("seen. Standard error says which of the two it is.");
                output.WriteLine();
            },
        };
        filterOptions.AddIdentityTo(command);
        options.AddTo(command, CommonOptionKinds.Json | CommonOptionKinds.Csv | CommonOptionKinds.Bytes | CommonOptionKinds.Interval);
        command.SetAction(result =>
        {
            ProcessWatchOptions watchOptions = new()
            {
                UseKernelEvents = !result.GetValue(pollOption),
                Interval = options.IntervalOf(result),
            };
            using ProcessWatch watch = host.OpenMachine().Processes.Watch(watchOptions);
            host.Complain(
                watch.Source == ProcessWatchSource.Kernel
                    ? "the kernel tells each event"
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"the table is looked at every {watchOptions.Interval.TotalSeconds:0.###} s: what lives shorter is not seen"
                    )
            );
            ProcessEventWriter writer = new(host, new WatchLoop(host, options, result), filterOptions.Read(result));
            return writer.WriteAsync(watch, result.GetValue(limitOption)).GetAwaiter().GetResult()
                ? ExitCode.Found
                : ExitCode.NothingMatched;
        });
        return command;
    }
}
