using Psutil.Tool.Commands;
using Psutil.Tool.Platform;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil services</c>: the services of Windows.</summary>
internal static class ServicesCommand
{
    public const string Name = "services";

    /// <summary>Whether help and completion offer it. Where there are no services, it still says so.</summary>
    public static bool IsOffered => PlatformName.HasServices;

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        ToolCommand command = new(Name, "The services of Windows.")
        {
            Hidden = !IsOffered,
            Examples = """
                psutil services
                psutil services --csv
                """,
        };
        options.AddTo(command, CommonOptionKinds.Table);
        command.SetAction(result =>
            MachineTable.Run(host, new WatchLoop(host, options, result), Columns, "services", ["services"], (machine, gaps) =>
                gaps.Read("services", () => machine.Services?.GetServices()) is { } services ? new TableFrame<ServiceEntry>(services) : null
            )
        );
        return command;
    }

    private static Table<ServiceEntry> Columns =>
        new(
            "services",
            [
                new("name", (writer, service) => writer.Text(service.Name)),
                new("status", (writer, service) => writer.Text(StatusName(service.Status))),
                new("pid", (writer, service) => writer.Number(service.Pid), IsRightAligned: true),
                new("display_name", (writer, service) => writer.Text(service.DisplayName), "DISPLAY NAME"),
            ]
        )
        {
            Empty = "no services here",
        };

    // The names of psutil.
    private static string StatusName(ServiceStatus status) =>
        status switch
        {
            ServiceStatus.Stopped => "stopped",
            ServiceStatus.StartPending => "start_pending",
            ServiceStatus.StopPending => "stop_pending",
            ServiceStatus.Running => "running",
            ServiceStatus.ContinuePending => "continue_pending",
            ServiceStatus.PausePending => "pause_pending",
            ServiceStatus.Paused => "paused",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
        };
}
