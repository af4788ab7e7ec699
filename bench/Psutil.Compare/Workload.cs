namespace Psutil.Compare;

/// <summary>Something to read, which the floor and the contestants all read.</summary>
/// <param name="Key">What the protocol calls it.</param>
/// <param name="Title">What the table calls it.</param>
/// <param name="Setting">What has to stand for it.</param>
/// <param name="Unit">What one item of it is.</param>
internal sealed record Workload(string Key, string Title, Setting Setting, string Unit)
{
    public static IReadOnlyList<Workload> All { get; } =
    [
        new("pids", "PIDs", Setting.Processes, "process"),
        new("table", "table, RSS of `stat`", Setting.Processes, "process"),
        new("table-exact", "table, exact RSS", Setting.Processes, "process"),
        new("table-refresh", "table kept up to date, exact RSS", Setting.Processes, "process"),
        new("described", "table, exact RSS, command line, user ids, executable", Setting.Processes, "process"),
        new("footprint", "USS and PSS", Setting.Processes, "process"),
        new("one", "five fields of one process", Setting.OneProcess, "call"),
        new("cpu", "CPU times per CPU", Setting.Machine, "call"),
        new("memory", "memory", Setting.Machine, "call"),
        new("swap", "swap", Setting.Machine, "call"),
        new("disk-io", "disk I/O", Setting.Machine, "call"),
        new("net-io", "network I/O", Setting.Machine, "call"),
        new("partitions", "partitions", Setting.Machine, "call"),
        new("sockets", "sockets", Setting.Sockets, "call"),
        new("sockets-owners", "sockets with owners", Setting.Sockets, "call"),
        new("file-holders", "holders of a file", Setting.Processes, "call"),
        new("cgroups", "cgroups, all fields", Setting.Cgroups, "call"),
        new("cgroups-refresh", "cgroups kept up to date, all fields", Setting.Cgroups, "call"),
        new("program", "whole program that lists processes", Setting.Program, "run"),
    ];
}
