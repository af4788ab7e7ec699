using Psutil.Tool.Readings;

namespace Psutil.Tool.Overview;

/// <summary>What stands above the overview, and takes no time to measure.</summary>
internal sealed record OverviewHead(
    DateTimeOffset? BootTime,
    LoadAverage? Load,
    IReadOnlyList<UserSession>? Users,
    MachineVirtualization? Virtualization
)
{
    /// <summary>How many lines it takes.</summary>
    public const int LineCount = 2;

    public static OverviewHead Take(Machine machine, Gaps gaps) =>
        new(
            gaps.ReadValue("boot_time", machine.GetBootTime),
            gaps.ReadValue("cpu.load_average", machine.Cpu.GetLoadAverage),
            gaps.Read("users", machine.GetUserSessions),
            gaps.ReadValue("hardware.virtualization", machine.GetVirtualization)
        );
}
