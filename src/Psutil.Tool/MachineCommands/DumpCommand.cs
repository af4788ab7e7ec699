using Psutil.Tool.Commands;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil dump</c>: everything about the machine.</summary>
internal static class DumpCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        ToolCommand command = new("dump", "Everything about the machine except its processes.")
        {
            Examples = """
                psutil dump
                psutil dump --json
                psutil dump --json --watch 60 >> machine.ndjson
                """,
        };
        options.AddTo(command, CommonOptionKinds.Json | CommonOptionKinds.Bytes | CommonOptionKinds.Repeat | CommonOptionKinds.Past);
        command.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            if (loop.IsJson)
            {
                return WriteJson(host, loop);
            }

            Machine machine = host.OpenMachine();
            Gaps gaps = new();
            loop.WriteText(
                page =>
                {
                    MachineReading reading = MachineReading.Take(host.Clock, host.AskUsageOutside, machine);
                    MachineReport.Write(new TextReportWriter(page, host.Clock), reading);
                    gaps = reading.Gaps;
                    loop.Note(() => GapNotice.Of(gaps));
                    return true;
                },
                wrap: true
            );
            return Conclude(gaps);
        });
        return command;
    }

    /// <summary>The dump as JSON.</summary>
    public static int WriteJson(ToolHost host, WatchLoop loop)
    {
        Machine machine = host.OpenMachine();
        Gaps gaps = new();
        loop.WriteJson(writer =>
        {
            MachineReading reading = MachineReading.Take(host.Clock, host.AskUsageOutside, machine);
            MachineReport.Write(writer, reading);
            gaps = reading.Gaps;
            loop.Note(() => GapNotice.Of(gaps));
            return true;
        });
        return Conclude(gaps);
    }

    private static int Conclude(Gaps gaps) =>
        gaps.FindTotalFailure("cpu.times", "memory.virtual") is null ? ExitCode.Found : ExitCode.Fatal;
}
