using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Psutil.KernelTests;

/// <summary>
/// This very program, started anew where the machine looks different: as another user, on another /proc, in a control group.
/// </summary>
internal static class Onlooker
{
    private const string Switch = "--as-onlooker";

    /// <summary>What it says it sees, line by line: 'name value'.</summary>
    /// <param name="view">What it looks at: a case of <see cref="Look"/>.</param>
    /// <param name="before">Lines for bash that make the machine look so; they end in '&amp;&amp;' or ';'.</param>
    /// <param name="prefix">What starts the program: 'setpriv …'.</param>
    /// <param name="after">What ends the line, such as a quotation mark.</param>
    public static Dictionary<string, string> See(string view, string before, string prefix = "", string after = "") =>
        Shell
            .Run($"{before} exec {prefix} {Environment.ProcessPath} {Switch} {view}{after}")
            .Split('\n')
            .Select(line => line.Split(' ', 2))
            .GroupBy(line => line[0], line => line[^1])
            .ToDictionary(line => line.Key, line => line.Last());

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The test framework brings the program's own beginning.")]
    internal static void RunIfAsked()
    {
        if (Environment.GetCommandLineArgs() is [_, Switch, var view])
        {
            Look(view);
            Environment.Exit(0);
        }
    }

    private static void Look(string view)
    {
        Machine machine = Machine.Local;
        switch (view)
        {
            case "processes":
                IReadOnlyList<ProcessSnapshot> all = machine.Processes.Capture(
                    ProcessFields.Name | ProcessFields.Memory | ProcessFields.OpenFiles
                );
                Say("listed", string.Join(',', machine.Processes.GetPids()));
                Say("captured", string.Join(',', all.Select(one => one.Pid)));
                Say("exists-1", machine.Processes.Exists(1));
                Say("name-1", all.FirstOrDefault(one => one.Pid == 1)?.Name ?? "none");
                Say(
                    "denied-1",
                    string.Join(
                        ',',
                        all.FirstOrDefault(one => one.Pid == 1)?.Unavailable.Select(pair => $"{pair.Key}:{pair.Value.Reason}") ?? []
                    )
                );
                ProcessSnapshot own = machine.Processes.Current.Capture(
                    ProcessFields.Name | ProcessFields.Memory | ProcessFields.OpenFiles
                );
                Say("own", own.Pid);
                Say("own-unavailable", own.Unavailable.Count);
                break;
            case "machine":
                Say("logical-cpus", () => machine.Cpu.GetLogicalCount());
                Say("cpu-times", () => machine.Cpu.GetTimes());
                Say("memory", () => machine.Memory.GetVirtual());
                Say("swap", () => machine.Memory.GetSwap());
                Say("disks", () => machine.Disks.GetIOCountersPerDisk().Count);
                Say("partitions", () => machine.Disks.GetPartitions(all: true).Count);
                Say("interfaces", () => machine.Network.GetIOCountersPerInterface().Count);
                Say("boot-time", () => machine.GetBootTime());
                Say("limits", () => machine.GetLimits());
                break;
            case "limits":
                MachineLimits limits = machine.GetLimits();
                Say("available-cpus", machine.Cpu.GetAvailableCount());
                Say("limits", limits);
                break;
            default:
                Say("unknown-view", view);
                break;
        }
    }

    // A failure of the library's own kind is an answer; any other ends this program with an error.
    private static void Say(string name, Func<object> call)
    {
        try
        {
            Say(name, call());
        }
        catch (PsutilException exception)
        {
            Say(name, exception.GetType().Name);
        }
    }

    private static void Say(string name, object value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value}"));
}
