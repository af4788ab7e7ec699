using System.CommandLine;
using Psutil.Tool.Commands;

namespace Psutil.Tool.ControlCommands;

/// <summary><c>psutil watch</c>: shows processes when they start, exit and execute other programs.</summary>
internal static class WatchCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Option<bool> pollOption = new("--poll") { Description = "Read the process table every --interval; do not ask the kernel." };
        Option<int?> limitOption = new("--limit")
        {
            Description = "Stop after n events.",
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
                psutil watch --from 03:00 --to 03:15
                """,
            WriteNotes = output =>
            {
                output.WriteLine("Where the kernel reports events, none is missed, and lost ones are counted.");
                output.WriteLine("Elsewhere the process table is read every --interval: shorter-lived processes");
                output.WriteLine("are not seen. Standard error says which of the two it is.");
                output.WriteLine();
            },
        };
        filterOptions.AddIdentityTo(command);
        options.AddTo(
            command,
            CommonOptionKinds.Json
                | CommonOptionKinds.Csv
                | CommonOptionKinds.Bytes
                | CommonOptionKinds.Interval
                | CommonOptionKinds.Past
                | CommonOptionKinds.Span
        );
        command.SetAction(result =>
        {
            ProcessWatchOptions watchOptions = new()
            {
                UseKernelEvents = !result.GetValue(pollOption),
                Interval = options.IntervalOf(result),
            };
            double seconds = watchOptions.Interval.TotalSeconds;
            using ProcessWatch watch = host.OpenMachine().Processes.Watch(watchOptions);
            host.Complain(
                watch.Source switch
                {
                    ProcessWatchSource.Kernel => "the kernel reports each event",
                    ProcessWatchSource.Recorded => "these are the events that the recorder saw",
                    _ => string.Create(
                        CultureInfo.InvariantCulture,
                        $"the process table is read every {seconds:0.###} s: shorter-lived processes are not seen"
                    ),
                }
            );
            ProcessEventWriter writer = new(host, new WatchLoop(host, options, result), filterOptions.Read(result));
            return writer.WriteAsync(watch, result.GetValue(limitOption)).GetAwaiter().GetResult()
                ? ExitCode.Found
                : ExitCode.NothingMatched;
        });
        return command;
    }
}
